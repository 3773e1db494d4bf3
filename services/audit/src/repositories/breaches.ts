import type { BreachRecord } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** What a breach touches: all that is said holds at once. */
export interface BreachScope {
  readonly agency: string | null
  readonly agent: string | null
  readonly keyId: string | null
  readonly agreement: string | null
  readonly from: Date
  readonly to: Date
}

/** A breach as it is kept. */
export interface StoredBreach extends BreachScope {
  readonly id: string
  readonly reference: string
  readonly natures: BreachRecord['natures']
  readonly knownAt: Date
  readonly noticeDueAt: Date
  readonly openedAt: Date
  readonly openedBy: string
  readonly measuredAt: Date | null
  readonly signals: number | null
  readonly receivers: readonly string[] | null
  /** The last signal of each full part of the list. */
  readonly parts: readonly string[] | null
  readonly notifiedAt: Date | null
  readonly authority: NonNullable<BreachRecord['authority']> | null
  readonly lateReason: NonNullable<BreachRecord['lateReason']> | null
  readonly closedAt: Date | null
  readonly closedBy: string | null
}

export type NewBreach = Pick<
  StoredBreach,
  'id' | 'reference' | 'natures' | 'knownAt' | 'noticeDueAt' | 'openedAt' | 'openedBy'
> &
  BreachScope

/** Writes a breach. */
export async function insertBreach(transaction: Transaction, row: NewBreach): Promise<void> {
  await transaction`
    INSERT INTO audit.breach (id, reference, natures, known_at, notice_due_at, opened_at, opened_by,
      agency, agent, key_id, agreement_hash, from_at, to_at)
    VALUES (${row.id}, ${row.reference}, ${row.natures as string[]}, ${row.knownAt},
      ${row.noticeDueAt}, ${row.openedAt}, ${row.openedBy}, ${row.agency}, ${row.agent},
      ${row.keyId}, ${row.agreement}, ${row.from}, ${row.to})`
}

/** One breach, locked until the transaction ends. */
export async function lockBreach(
  transaction: Transaction,
  id: string,
): Promise<StoredBreach | undefined> {
  const [row] = await transaction<RawBreach[]>`
    SELECT ${columns(transaction)} FROM audit.breach WHERE id = ${id} FOR UPDATE`
  return row === undefined ? undefined : breachOf(row)
}

/** Breaches, the newest first, from before an id. */
export async function listBreaches(
  sql: Database | Transaction,
  { before, rowsMax }: { before: string | undefined; rowsMax: number },
): Promise<readonly StoredBreach[]> {
  const rows = await sql<RawBreach[]>`
    SELECT ${columns(sql)} FROM audit.breach
    WHERE ${before ?? null}::uuid IS NULL OR id < ${before ?? null}::uuid
    ORDER BY id DESC LIMIT ${rowsMax}`
  return rows.map(breachOf)
}

/** Writes what was found. */
export async function keepMeasure(
  transaction: Transaction,
  { id, at, signals, receivers, parts }: { id: string; at: Date } & Affected,
): Promise<void> {
  await transaction`
    UPDATE audit.breach SET measured_at = ${at}, signals = ${signals},
      receivers = ${receivers as string[]}, parts = ${parts as string[]}::uuid[] WHERE id = ${id}`
}

/** Writes when the authority was told. */
export async function markNotified(
  transaction: Transaction,
  notice: {
    readonly id: string
    readonly at: Date
    readonly by: string
    readonly authority: NonNullable<BreachRecord['authority']>
    readonly lateReason: BreachRecord['lateReason'] | null
  },
): Promise<void> {
  const { id, at, by, authority, lateReason } = notice
  await transaction`
    UPDATE audit.breach SET notified_at = ${at}, notified_by = ${by}, authority = ${authority},
      late_reason = ${lateReason ?? null} WHERE id = ${id}`
}

/** Closes a breach. */
export async function markClosed(
  transaction: Transaction,
  { id, at, by }: { id: string; at: Date; by: string },
): Promise<void> {
  await transaction`UPDATE audit.breach SET closed_at = ${at}, closed_by = ${by} WHERE id = ${id}`
}

/** Open breaches: that no authority is told of yet, those of them that are late; open for long. */
export async function countOpenBreaches(
  sql: Database | Transaction,
  { at, openBefore }: { at: Date; openBefore: Date },
): Promise<{ untold: number; late: number; long: number }> {
  const [row] = await sql<{ untold: number; late: number; long: number }[]>`
    SELECT count(*) FILTER (WHERE notified_at IS NULL)::int AS untold,
      count(*) FILTER (WHERE notified_at IS NULL AND notice_due_at < ${at})::int AS late,
      count(*) FILTER (WHERE opened_at <= ${openBefore})::int AS long
    FROM audit.breach WHERE closed_at IS NULL`
  return row ?? { untold: 0, late: 0, long: 0 }
}

/** How many signals a scope touches, and whose. */
export interface Affected {
  readonly signals: number
  readonly receivers: readonly string[]
  /** The last signal of each full part of the list. */
  readonly parts: readonly string[]
}

/** Whose entries are read for a scope. */
export interface WantedEntries {
  readonly agency: string
  readonly agreement: string | null
  readonly agent: string | null
}

/** Counts the signals that a scope touches. */
export async function countAffected(
  transaction: Transaction,
  scope: {
    readonly wanted: readonly WantedEntries[]
    readonly from: Date
    readonly to: Date
    readonly perPart: number
  },
): Promise<Affected> {
  const { wanted, from, to, perPart } = scope
  const [row] = await transaction<{ signals: string; receivers: string[]; parts: string[] }[]>`
    SELECT signals, receivers, parts
    FROM audit.count_affected(${JSON.stringify(wanted)}::text::json, ${from}, ${to}, ${perPart})`
  const { receivers = [], parts = [] } = row ?? {}
  return { signals: Number(row?.signals ?? 0), receivers, parts }
}

/** The signals that a scope touches, by id, from after one up to another. */
export async function listAffected(
  transaction: Transaction,
  scope: {
    readonly wanted: readonly WantedEntries[]
    readonly from: Date
    readonly to: Date
    readonly after: string | undefined
    readonly until: string | undefined
    readonly rowsMax: number
  },
): Promise<readonly string[]> {
  const { wanted, from, to, after, until, rowsMax } = scope
  const rows = await transaction<{ id: string }[]>`
    SELECT signal_id AS id FROM audit.affected_signals(${JSON.stringify(wanted)}::text::json,
      ${from}, ${to}, ${after ?? null}::uuid, ${rowsMax})
    WHERE ${until ?? null}::uuid IS NULL OR signal_id <= ${until ?? null}::uuid
    ORDER BY signal_id`
  return rows.map(({ id }) => id)
}

interface RawBreach extends Omit<StoredBreach, 'signals'> {
  readonly signals: string | null
}

function breachOf({ signals, ...row }: RawBreach): StoredBreach {
  return { ...row, signals: signals === null ? null : Number(signals) }
}

function columns(sql: Database | Transaction) {
  return sql`id, reference, natures, known_at AS "knownAt", notice_due_at AS "noticeDueAt",
    opened_at AS "openedAt", opened_by AS "openedBy", agency, agent, key_id AS "keyId",
    agreement_hash AS agreement, from_at AS "from", to_at AS "to", measured_at AS "measuredAt",
    signals, receivers, parts, notified_at AS "notifiedAt", authority,
    late_reason AS "lateReason", closed_at AS "closedAt", closed_by AS "closedBy"`
}
