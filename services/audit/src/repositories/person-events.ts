import { bytes, type Transaction } from '@unefois/database'
import type { LeafSource } from '@unefois/log-leaves'

/** One act or erasure about a person, with what makes its leaf readable. */
export interface PersonEvent {
  readonly source: LeafSource
  /** False for an erasure that names others, too: only this person's part of it is here. */
  readonly isWhole: boolean
  /** Undefined until it has its number, and for what is not whole. */
  readonly opening:
    | { readonly index: number; readonly nonce1: Buffer; readonly nonce2: Buffer | null }
    | undefined
  readonly secondErasedAt: Date | null
}

interface PersonRow extends LeafSource {
  readonly is_whole: boolean
  readonly log_index: string | null
  readonly nonce_1: Buffer | null
  readonly nonce_2: Buffer | null
  readonly detail_erased_at: Date | null
}

/** Which part of a person's events, counted from 1, and how many events a part has. */
export interface PartAsked {
  readonly number: number
  readonly eventsMax: number
}

/** One part of a person's events, oldest first. */
export interface PersonPart {
  readonly events: readonly PersonEvent[]
  /** How many parts there are. */
  readonly of: number
  /** The last event of the part before. */
  readonly after: string | undefined
}

/** One part of all that these indexes lead to; without events when there is no such part. */
export async function readPersonPart(
  transaction: Transaction,
  indexes: readonly Buffer[],
  { eventsMax, number }: PartAsked,
): Promise<PersonPart> {
  const from = (number - 1) * eventsMax
  const rows = await transaction<(PersonRow & { place: number; total: number })[]>`
    WITH found AS (
      SELECT f.*, row_number() OVER (ORDER BY f.at, f.id)::int AS place,
        count(*) OVER ()::int AS total
      FROM audit.find_person_events(${bytes(transaction, indexes)}, NULL) AS f
    )
    SELECT * FROM found WHERE place BETWEEN ${from} AND ${from + eventsMax} ORDER BY place`
  const own = rows.filter(({ place }) => place > from)
  return {
    events: own.map(eventOf),
    of: Math.ceil((rows[0]?.total ?? 0) / eventsMax),
    after: rows.find(({ place }) => place === from)?.id,
  }
}

/** The person’s signals, as they were sent and received; without those that are erased there. */
export async function listCaseActs(
  transaction: Transaction,
  indexes: readonly Buffer[],
): Promise<readonly LeafSource[]> {
  const rows = await transaction<PersonRow[]>`
    WITH found AS MATERIALIZED (
      SELECT * FROM audit.find_person_events(${bytes(transaction, indexes)}, NULL)
      WHERE operation IN ('signal-accept', 'case-received')
    )
    SELECT * FROM found WHERE signal_id NOT IN (
      SELECT e.id FROM audit.find_erased((SELECT array_agg(signal_id) FROM found)) AS e(id)
      WHERE e.id IS NOT NULL)`
  return rows.map(row => eventOf(row).source)
}

function eventOf(row: PersonRow): PersonEvent {
  const { is_whole, log_index, nonce_1, nonce_2, detail_erased_at, ...source } = row
  return {
    source,
    isWhole: is_whole,
    opening:
      log_index === null || nonce_1 === null
        ? undefined
        : { index: Number(log_index), nonce1: nonce_1, nonce2: nonce_2 },
    secondErasedAt: detail_erased_at,
  }
}

/** What follows a number, or came before it, sealed as consent keeps it. */
export interface SealedSuccession {
  readonly id: string
  readonly indexKey: string
  readonly other: Buffer
}

/** Every succession told of the number of these indexes. */
export async function listSuccessions(
  transaction: Transaction,
  indexes: readonly Buffer[],
  at: Date,
): Promise<readonly SealedSuccession[]> {
  return transaction<SealedSuccession[]>`
    SELECT id, index_key AS "indexKey", other
    FROM consent.find_successions(${bytes(transaction, indexes)}, ${at})`
}
