import type { Database } from '@unefois/database'
import { checkpointChunks, chunkRows, liveShare, loaders, storedMonths } from './limits.ts'

/** What a hub that has worked for a year has stored, by table. */
export interface StoredRows {
  readonly signals: number
  readonly traces: number
  readonly live: number
  readonly answers: number
}

/** Signals of one stretch of time. */
export interface Chunk {
  readonly from: Date
  /** Milliseconds between two signals. */
  readonly stepMs: number
  readonly rows: number
  /** Whether their accept's traces lie there, and the answers to their keys. */
  readonly keepsTraces: boolean
  readonly keepsAnswers: boolean
}

const dayMs = 86_400_000
const answerDays = 7

/**
 * Writes signals, and their accept's trace, spread over the months before `now` in the order of
 * their ids, as a year of work would have; of the last ones also the live keys and messages, and
 * the answers of seven days. The rows have the lengths of real ones; nothing in them is of a
 * person.
 *
 * @param sql an administrator's, whom row-level security does not stop.
 */
export async function loadRows(
  sql: Database,
  input: { now: Date; signals: number; pairs: readonly object[]; say: (line: string) => void },
): Promise<StoredRows> {
  const { now, signals, pairs, say } = input
  await createPast(sql, now)
  await writePairs(sql, pairs)
  const chunks = cutChunks(now, signals)
  let done = 0
  const load = async () => {
    for (let chunk = chunks.shift(); chunk !== undefined; chunk = chunks.shift()) {
      await loadChunk(sql, chunk, pairs.length)
      done += chunk.rows
      // So that no more WAL lies there than of a few chunks.
      if ((done / chunkRows) % checkpointChunks === 0) await sql.unsafe('CHECKPOINT')
      say(`${Math.round((100 * done) / signals)} % of ${signals} signals are stored`)
    }
  }
  await Promise.all(Array.from({ length: loaders }, load))
  const live = Math.round(signals * liveShare)
  await loadLive(sql, live)
  await sql.unsafe('DROP TABLE public.pair')
  // A year's work was checkpointed long ago; what the load wrote a moment ago must be, too.
  await sql.unsafe('CHECKPOINT')
  return countStored(sql)
}

/** Who signals to whom: `loadChunk` reads it. */
export async function writePairs(sql: Database, pairs: readonly object[]): Promise<void> {
  await sql.unsafe(
    'CREATE UNLOGGED TABLE public.pair (n int PRIMARY KEY, sender text, receiver text)',
  )
  await sql`INSERT INTO public.pair SELECT row_number() OVER () - 1, p.sender, p.receiver
    FROM json_to_recordset(${JSON.stringify(pairs)}::text::json) AS p(sender text, receiver text)`
}

/** Exact counts, by reading the tables. */
export async function countStored(sql: Database): Promise<StoredRows> {
  const [row] = await sql<StoredRows[]>`
    SELECT (SELECT count(*)::int FROM exchange.signal) AS signals,
      (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-accept') AS traces,
      (SELECT count(*)::int FROM exchange.outbox) AS live,
      (SELECT count(*)::int FROM exchange.idempotency) AS answers`
  if (row === undefined) throw new Error('an aggregate always answers one row')
  return row
}

async function createPast(sql: Database, now: Date): Promise<void> {
  for (let back = storedMonths; back > 0; back -= 1) {
    const at = new Date(now)
    at.setUTCDate(1)
    at.setUTCMonth(at.getUTCMonth() - back)
    await sql`SELECT exchange.ensure_partitions(${at}, 0), audit.ensure_partitions(${at}, 0)`
  }
}

function cutChunks(now: Date, signals: number): Chunk[] {
  const from = new Date(now)
  from.setUTCMonth(from.getUTCMonth() - storedMonths)
  const stepMs = (now.getTime() - from.getTime()) / signals
  const chunks: Chunk[] = []
  for (let first = 0; first < signals; first += chunkRows) {
    const rows = Math.min(chunkRows, signals - first)
    const begins = new Date(from.getTime() + first * stepMs)
    const ends = begins.getTime() + rows * stepMs
    chunks.push({
      from: begins,
      stepMs,
      rows,
      keepsTraces: true,
      keepsAnswers: ends > now.getTime() - answerDays * dayMs,
    })
  }
  return chunks
}

/** Signals and traces of one stretch of time; their ids carry it. */
export async function loadChunk(sql: Database, chunk: Chunk, pairs: number): Promise<void> {
  const { from, stepMs, rows, keepsTraces, keepsAnswers } = chunk
  await sql`
    WITH item AS MATERIALIZED (
      SELECT (lpad(to_hex((extract(epoch FROM at) * 1000)::bigint), 12, '0') || '7'
          || substr(md5(g::text || at), 1, 3) || '8' || substr(md5(at || g::text), 1, 15)
        )::uuid AS id, at, p.sender, p.receiver, md5(p.n::text) || md5(p.n::text) AS hash
      FROM (
        SELECT g, ${from}::timestamptz
          + make_interval(secs => g * ${stepMs}::float8 / 1000) AS at
        FROM generate_series(0, ${rows}::int - 1) AS g
      ) AS s JOIN public.pair AS p ON p.n = s.g % ${pairs}::int
    ), signals AS (
      INSERT INTO exchange.signal (id, sender, receiver, right_id, agreement_id, agreement_hash,
        purpose, basis, accepted_at, ended_at, expires_at, state, state_at, informed_at, outcomes)
      SELECT id, sender, receiver, 'be.mutualite.affiliation', 'agr_' || left(hash, 32), hash,
        'inform-of-right', 'statutory-duty', at, at + interval '120 days',
        at + interval '12 months', 'closed', at + interval '30 days', at + interval '20 days',
       '{right-opened}' FROM item
    ), answers AS (
      INSERT INTO exchange.idempotency
        (agency, key, fingerprint_day, fingerprint, signal_id, accepted_at)
      SELECT sender, gen_random_uuid(), at::date, sha256(id::text::bytea), id, at FROM item
      WHERE ${keepsAnswers}::boolean
    )
    INSERT INTO audit.event (id, at, actor, agency, purpose, operation, agreement_hash, signal_id,
      counterparty, outcome_class, trace_key, trace_index, detail)
    SELECT id, at, sender, sender, 'inform-of-right', 'signal-accept', hash, id, receiver, 'sent',
      to_char(at, 'YYYY-MM'), sha256(id::text::bytea), '{"right":"be.mutualite.affiliation"}'
    FROM item WHERE ${keepsTraces}::boolean`
}

/** Of the newest signals: keys not destroyed, messages published and not yet taken. */
async function loadLive(sql: Database, live: number): Promise<void> {
  await sql`
    WITH item AS MATERIALIZED (
      SELECT id, sender, receiver, accepted_at FROM exchange.signal
      WHERE state = 'closed' ORDER BY id DESC LIMIT ${live}
    ), keys AS (
      INSERT INTO exchange.data_key (signal_id, sender, receiver, kek, wrapped, index_key,
        subject_index)
      SELECT id, sender, receiver, 'stored', substr(sha512(id::text::bytea), 1, 60),
        to_char(accepted_at, 'YYYY-MM'), sha256(id::text::bytea) FROM item
    )
    INSERT INTO exchange.outbox (id, signal_id, sender, receiver, void, published_at, message)
    SELECT gen_random_uuid(), id, sender, receiver, false, accepted_at,
      convert_to(repeat(md5(id::text), 30), 'UTF8') FROM item`
}
