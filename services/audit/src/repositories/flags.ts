import type { Database, Transaction } from '@unefois/database'
import type { Flag, Measured } from '../domain/flags/flag.ts'
import { thresholds } from '../domain/flags/thresholds.ts'

/** What somebody found when they looked. */
export type SettledAs = 'explained' | 'agency-told' | 'unexplained'

/** A flag as it stands. */
export interface StoredFlag extends Omit<Flag, 'agreementHash' | 'agent' | 'operation'> {
  readonly id: string
  readonly agreementHash: string | null
  readonly agent: string | null
  readonly operation: string | null
  readonly measured: Measured
  readonly settledAt: Date | null
  readonly settledAs: SettledAs | null
}

/** The last day that was looked through, and the first that has any count. */
export async function findJudged(
  sql: Database,
): Promise<{ judged: string | undefined; first: string | undefined }> {
  const [row] = await sql<{ judged: string | null; first: string | null }[]>`
    SELECT (SELECT max(day)::text FROM audit.flag_day) AS judged,
      (SELECT min(day)::text FROM audit.act_day) AS first`
  return { judged: row?.judged ?? undefined, first: row?.first ?? undefined }
}

/**
 * Keeps what a day showed, and that it was looked through; known flags stay as they are. What an
 * agent or the outcomes of an agency showed is not shown again for four weeks.
 */
export async function keepFlags(
  transaction: Transaction,
  { day, at, flags }: { day: string; at: Date; flags: readonly (Flag & { id: string })[] },
): Promise<number> {
  await transaction`
    INSERT INTO audit.flag_day (day, judged_at) VALUES (${day}::date, ${at})
    ON CONFLICT DO NOTHING`
  const raised = await transaction`
    INSERT INTO audit.flag (id, rule, day, agency, agreement_hash, agent, operation, measured,
      raised_at)
    SELECT f.id, f.rule, f.day, f.agency, coalesce(f."agreementHash", ''), coalesce(f.agent, ''),
      coalesce(f.operation, ''), f.measured, ${at}
    FROM json_to_recordset(${JSON.stringify(flags)}::text::json) AS f(id uuid, rule text, day date,
      agency text, "agreementHash" text, agent text, operation text, measured jsonb)
    WHERE f.rule NOT IN ('agent-count', 'agent-erasing', 'agency-erasing')
      OR NOT EXISTS (SELECT FROM audit.flag AS k
        WHERE k.rule = f.rule AND k.agency = f.agency AND k.agent = coalesce(f.agent, '')
        AND k.operation = coalesce(f.operation, '')
        AND k.day > f.day - ${thresholds.erasingDays}::integer)
    ON CONFLICT DO NOTHING`
  return raised.count
}

const columns = (sql: Database | Transaction) => sql`
  id, rule, day::text, agency, nullif(agreement_hash, '') AS "agreementHash",
  nullif(agent, '') AS agent, nullif(operation, '') AS operation, measured,
  settled_at AS "settledAt", settled_as AS "settledAs"`

/** One that this officer may see. */
export async function findFlag(
  sql: Database,
  viewer: string | null,
  id: string,
): Promise<StoredFlag | undefined> {
  const [flag] = await sql<StoredFlag[]>`
    SELECT ${columns(sql)} FROM audit.find_flag(${viewer}, ${id})`
  return flag
}

/** How many nobody has settled. */
export async function countOpenFlags(sql: Database, viewer: string | null): Promise<number> {
  const [row] = await sql<{ open: number }[]>`
    SELECT count(*)::int AS open FROM audit.read_flags(${viewer}, true, NULL, 1000)`
  return row?.open ?? 0
}

/** Flags that an officer may see, newest first; `viewer` null is the hub's. */
export async function listFlags(
  sql: Database | Transaction,
  wanted: { viewer: string | null; open: boolean; before?: string | undefined; rowsMax: number },
): Promise<StoredFlag[]> {
  return sql<StoredFlag[]>`
    SELECT ${columns(sql)} FROM audit.read_flags(${wanted.viewer}, ${wanted.open},
      ${wanted.before ?? null}::uuid, ${wanted.rowsMax})`
}

/** Says what was found; false when nobody raised it, or it is settled already. */
export async function settleFlag(
  transaction: Transaction,
  { id, at, by, as }: { id: string; at: Date; by: string; as: SettledAs },
): Promise<boolean> {
  const settled = await transaction`
    UPDATE audit.flag SET settled_at = ${at}, settled_by = ${by}, settled_as = ${as}
    WHERE id = ${id} AND settled_at IS NULL`
  return settled.count === 1
}

/** Flags end with the counts of people that they rest on. */
export async function forgetFlags(transaction: Transaction, before: string): Promise<void> {
  await transaction`DELETE FROM audit.flag WHERE day < ${before}::date`
  await transaction`DELETE FROM audit.flag_day WHERE day < ${before}::date`
}
