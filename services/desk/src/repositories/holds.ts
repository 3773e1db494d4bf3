import type { Database, Transaction } from '@unefois/database'
import { fromRow, type Row } from './rows.ts'

/** A legal hold: what is under it outlives its last day, until the hold's end. */
export interface Hold {
  readonly id: string
  readonly basis: string
  readonly provision: string
  readonly author: string
  readonly placedAt: Date
  readonly endsAt: Date
  readonly endedAt: Date | undefined
  readonly endedBy: string | undefined
}

/** Those of these cases that are under a hold at an instant (contracts/sql `audit.held`). */
export async function findHeld(
  sql: Database | Transaction,
  ids: readonly string[],
  at: Date,
): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await sql<{ id: string }[]>`
    SELECT held AS id FROM audit.held(${ids}::uuid[], ${at}) AS held`
  return new Set(rows.map(row => row.id))
}

/** Marks cases as kept for a hold alone. */
export async function markPreserved(
  sql: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`UPDATE desk.cases SET preserved_at = ${at} WHERE id = ANY (${ids}::uuid[])`
}

/** Some cases that are kept for a hold alone, after an id, in the order of their ids. */
export async function listPreserved(
  sql: Transaction,
  after: string | undefined,
  max: number,
): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM desk.cases WHERE preserved_at IS NOT NULL AND erased_at IS NULL
      AND id > ${after ?? '00000000-0000-0000-0000-000000000000'}
    ORDER BY id LIMIT ${max}`
  return rows.map(row => row.id)
}

/** Places a hold on signals, once each. */
export async function insertHold(
  sql: Transaction,
  hold: Pick<Hold, 'id' | 'basis' | 'provision' | 'author' | 'placedAt' | 'endsAt'>,
  signalIds: readonly string[],
): Promise<void> {
  const { id, basis, provision, author, placedAt, endsAt } = hold
  await sql`
    INSERT INTO audit.legal_hold (id, basis, provision, author, placed_at, ends_at)
    VALUES (${id}, ${basis}, ${provision}, ${author}, ${placedAt}, ${endsAt})`
  await sql`
    INSERT INTO audit.held_signal (hold_id, signal_id)
    SELECT ${id}, s FROM unnest(${[...new Set(signalIds)]}::uuid[]) AS s`
}

/** A hold with how many signals it names. */
export type CountedHold = Hold & { readonly signals: number }

/** The holds that are kept, newest first; or one of them. */
export async function listHolds(
  sql: Database | Transaction,
  only?: string,
): Promise<CountedHold[]> {
  const rows = await sql<Row<CountedHold>[]>`
    SELECT id, basis, provision, author, placed_at AS "placedAt", ends_at AS "endsAt",
      ended_at AS "endedAt", ended_by AS "endedBy",
      (SELECT count(*)::int FROM audit.held_signal AS h WHERE h.hold_id = l.id) AS signals
    FROM audit.legal_hold AS l WHERE ${only === undefined ? sql`true` : sql`id = ${only}`}
    ORDER BY placed_at DESC, id DESC LIMIT 1000`
  return rows.map(row => fromRow(row))
}

/** Ends a hold now. False when there is none that holds. */
export async function endHold(
  sql: Transaction,
  id: string,
  by: string,
  at: Date,
): Promise<boolean> {
  const ended = await sql`
    UPDATE audit.legal_hold SET ended_at = ${at}, ended_by = ${by}
    WHERE id = ${id} AND ended_at IS NULL AND ends_at > ${at}`
  return ended.count === 1
}

/** The signals under a hold. */
export async function listHeldSignals(sql: Transaction, id: string): Promise<string[]> {
  const rows = await sql<{ id: string }[]>`
    SELECT signal_id AS id FROM audit.held_signal WHERE hold_id = ${id} ORDER BY 1 LIMIT 100000`
  return rows.map(row => row.id)
}
