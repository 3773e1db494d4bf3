import type { Database, Transaction } from '@unefois/database'

/** One agency's part of an answer, as it was asked for. */
export interface StoredPart {
  readonly id: string
  readonly agency: string
  /** None where it has erased them all since; null once it has answered. */
  readonly signalIds: readonly string[] | null
  readonly askedAt: Date
  readonly dueAt: Date
  readonly answeredAt: Date | null
}

/** What an agency is asked for. */
export interface NewPart {
  readonly id: string
  readonly request: string
  readonly agency: string
  readonly signalIds: readonly string[]
  readonly at: Date
  readonly dueAt: Date
  readonly lapsesAt: Date
}

/** Asks once a request and agency; asked again, it is told what came since. Whether it is new. */
export async function askPart(transaction: Transaction, part: NewPart): Promise<boolean> {
  const [row] = await transaction<{ is_new: boolean }[]>`
    INSERT INTO audit.access_part AS p (id, request, agency, signal_ids, asked_at, due_at,
      lapses_at)
    VALUES (${part.id}, ${part.request}, ${part.agency}, ${[...part.signalIds]}::uuid[],
      ${part.at}, ${part.dueAt}, ${part.lapsesAt})
    ON CONFLICT (request, agency) DO UPDATE SET signal_ids = excluded.signal_ids
    WHERE p.answered_at IS NULL
    RETURNING p.id = ${part.id} AS is_new`
  return row?.is_new === true
}

/** The parts asked for a request. */
export async function listPartsOf(
  transaction: Transaction,
  request: string,
): Promise<readonly StoredPart[]> {
  return transaction<StoredPart[]>`
    SELECT ${columns(transaction)} FROM audit.access_part WHERE request = ${request}
    ORDER BY agency`
}

/** Everything asked, open parts first by their day; of one agency, where one is named. */
export async function listParts(
  sql: Database | Transaction,
  wanted: { agency: string | undefined; from?: number | undefined; rowsMax: number },
): Promise<readonly StoredPart[]> {
  const { agency, from = 0, rowsMax } = wanted
  return sql<StoredPart[]>`
    SELECT ${columns(sql)} FROM audit.access_part
    WHERE ${agency ?? null}::text IS NULL OR agency = ${agency ?? null}
    ORDER BY answered_at IS NOT NULL, due_at, id LIMIT ${rowsMax} OFFSET ${from}`
}

/** Locks one part of an agency. */
export async function lockPart(
  transaction: Transaction,
  { id, agency }: { id: string; agency: string },
): Promise<StoredPart | undefined> {
  const rows = await transaction<StoredPart[]>`
    SELECT ${columns(transaction)} FROM audit.access_part
    WHERE id = ${id} AND agency = ${agency} FOR UPDATE`
  return rows[0]
}

/** It has been given: which signals it was about is of no more use. */
export async function closePart(transaction: Transaction, id: string, at: Date): Promise<void> {
  await transaction`
    UPDATE audit.access_part SET answered_at = ${at}, signal_ids = NULL WHERE id = ${id}`
}

/** Forgets parts with their requests. */
export async function deleteLapsedParts(transaction: Transaction, at: Date): Promise<void> {
  await transaction`DELETE FROM audit.access_part WHERE lapses_at <= ${at}`
}

/** Takes out of open parts what the agency has erased since; a part of nothing stays asked for. */
export async function dropErasedCases(transaction: Transaction): Promise<void> {
  await transaction`
    WITH named AS (
      SELECT array_agg(DISTINCT s.id) AS ids FROM audit.access_part AS p
      CROSS JOIN LATERAL unnest(p.signal_ids) AS s(id) HAVING count(*) > 0
    ), erased AS (
      SELECT array_agg(e.id) AS ids FROM named AS n
      CROSS JOIN LATERAL audit.find_erased(n.ids) AS e(id)
    )
    UPDATE audit.access_part AS p
    SET signal_ids = ARRAY(SELECT s FROM unnest(p.signal_ids) AS s WHERE s <> ALL (e.ids))
    FROM erased AS e WHERE p.answered_at IS NULL AND p.signal_ids && e.ids`
}

function columns(sql: Database | Transaction) {
  return sql`id, agency, signal_ids AS "signalIds", asked_at AS "askedAt", due_at AS "dueAt",
    answered_at AS "answeredAt"`
}
