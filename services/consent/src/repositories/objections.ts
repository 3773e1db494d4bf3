import { bytes, type Database, type Transaction } from '@unefois/database'

export type ObjectionKind = 'objection' | 'renunciation'
export type Lodger = 'person' | 'adviser' | 'legal-representative'
export type Language = 'fr' | 'nl' | 'de' | 'en'

/** An objection or a renunciation as it lies here, without the person. */
export interface StoredObjection {
  readonly id: string
  readonly kind: ObjectionKind
  readonly right: string | null
  readonly agency: string | null
  readonly lodgedAt: Date
  readonly lapsesAt: Date
  readonly lodgedBy: Lodger
  readonly authority: string | null
  readonly lodgingAgency: string
  readonly lodgingAgent: string | null
  readonly language: Language
}

/** Writes one under one index. */
export async function insertObjection(
  transaction: Transaction,
  row: StoredObjection & {
    readonly subjectIndex: Buffer
    readonly indexKey: string
    readonly reminder: Buffer | null
  },
): Promise<void> {
  await transaction`
    INSERT INTO consent.objection (id, subject_index, index_key, kind, right_id, agency, lodged_at,
      lapses_at, lodged_by, authority, lodging_agency, lodging_agent, language, reminder)
    VALUES (${row.id}, ${row.subjectIndex}, ${row.indexKey}, ${row.kind}, ${row.right},
      ${row.agency}, ${row.lodgedAt}, ${row.lapsesAt}, ${row.lodgedBy}, ${row.authority},
      ${row.lodgingAgency}, ${row.lodgingAgent}, ${row.language}, ${row.reminder})`
}

/** How long one took from the request to its commit, in whole milliseconds. */
export async function noteCommit(sql: Database, id: string, tookMs: number): Promise<void> {
  await sql`UPDATE consent.objection SET commit_ms = ${Math.round(tookMs)} WHERE id = ${id}`
}

/** What a person has lodged and has not lapsed, by any of their indexes. */
export async function listObjections(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly StoredObjection[]> {
  return transaction<StoredObjection[]>`
    SELECT DISTINCT ON (id) ${columns(transaction)} FROM consent.objection
    WHERE subject_index = ANY (${bytes(transaction, indexes)}) AND lapses_at > ${at}
    ORDER BY id`
}

/** One that this agency lodged, for its receipt; with whether a reminder was asked for. */
export async function findLodged(
  sql: Database,
  wanted: { id: string; kind: ObjectionKind; agency: string; at: Date },
): Promise<(StoredObjection & { readonly hasReminder: boolean }) | undefined> {
  const rows = await sql<(StoredObjection & { hasReminder: boolean })[]>`
    SELECT ${columns(sql)}, reminder IS NOT NULL AS "hasReminder" FROM consent.objection
    WHERE id = ${wanted.id} AND kind = ${wanted.kind} AND lodging_agency = ${wanted.agency}
      AND lapses_at > ${wanted.at}
    ORDER BY reminder IS NULL LIMIT 1`
  return rows[0]
}

/** Deletes what the id and the person's number name, under every number; false when nothing. */
export async function deleteObjection(
  transaction: Transaction,
  wanted: { id: string; kind: ObjectionKind; indexes: readonly Buffer[]; at: Date },
): Promise<boolean> {
  const rows = await transaction`
    DELETE FROM consent.objection WHERE id = ${wanted.id} AND EXISTS (
      SELECT FROM consent.objection AS own
      WHERE own.id = ${wanted.id} AND own.kind = ${wanted.kind} AND own.lapses_at > ${wanted.at}
        AND own.subject_index = ANY (${bytes(transaction, wanted.indexes)}))
    RETURNING id`
  return rows.length > 0
}

/** Copies what was said under a former number to the current one, once; reminders stay behind. */
export async function copyObjections(
  transaction: Transaction,
  from: readonly Buffer[],
  to: { index: Buffer; label: string; at: Date },
): Promise<void> {
  await transaction`
    INSERT INTO consent.objection (id, subject_index, index_key, kind, right_id, agency, lodged_at,
      lapses_at, lodged_by, authority, lodging_agency, lodging_agent, language)
    SELECT id, ${to.index}, ${to.label}, kind, right_id, agency, lodged_at, lapses_at, lodged_by,
      authority, lodging_agency, lodging_agent, language
    FROM consent.objection
    WHERE subject_index = ANY (${bytes(transaction, from)}) AND lapses_at > ${to.at}
    ON CONFLICT DO NOTHING`
}

function columns(sql: Database | Transaction) {
  return sql`id, kind, right_id AS "right", agency, lodged_at AS "lodgedAt",
    lapses_at AS "lapsesAt", lodged_by AS "lodgedBy", authority,
    lodging_agency AS "lodgingAgency", lodging_agent AS "lodgingAgent", language`
}
