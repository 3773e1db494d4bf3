import type { LegalHoldRecord } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** A hold to be placed. */
export interface NewHold {
  readonly id: string
  readonly basis: LegalHoldRecord['basis']
  readonly provision: string
  readonly author: string
  readonly placedAt: Date
  readonly endsAt: Date
  readonly signalIds: readonly string[]
}

/** Writes a hold over its signals. */
export async function insertHold(transaction: Transaction, hold: NewHold): Promise<void> {
  await transaction`
    INSERT INTO audit.legal_hold (id, basis, provision, author, placed_at, ends_at)
    VALUES (${hold.id}, ${hold.basis}, ${hold.provision}, ${hold.author}, ${hold.placedAt},
      ${hold.endsAt})`
  await transaction`
    INSERT INTO audit.held_signal (signal_id, hold_id)
    SELECT DISTINCT id, ${hold.id}::uuid FROM unnest(${hold.signalIds as string[]}::uuid[]) AS id`
}

/** Ends a hold before its day; one that has ended stays as it is. Answers its signals. */
export async function endHold(
  transaction: Transaction,
  ended: { id: string; at: Date; by: string },
): Promise<readonly string[]> {
  const rows = await transaction<{ signal_id: string }[]>`
    WITH ended AS (
      UPDATE audit.legal_hold SET ended_at = ${ended.at}, ended_by = ${ended.by}
      WHERE id = ${ended.id} AND ended_at IS NULL AND ends_at > ${ended.at} RETURNING id
    )
    SELECT h.signal_id FROM audit.held_signal AS h JOIN ended ON ended.id = h.hold_id`
  return rows.map(row => row.signal_id)
}

/** Holds as they stand at an instant, newest first; `id` picks one. */
export async function listHolds(
  sql: Database | Transaction,
  wanted: { at: Date; id?: string; rowsMax: number },
): Promise<LegalHoldRecord[]> {
  const id = wanted.id ?? null
  const rows = await sql<Stored[]>`
    SELECT l.id, l.basis, l.provision, l.author, l.placed_at AS "placedAt",
      l.ends_at AS "endsAt", l.ended_at AS "endedAt", l.ended_by AS "endedBy",
      (SELECT count(*)::int FROM audit.held_signal AS h WHERE h.hold_id = l.id) AS signals,
      l.ends_at > ${wanted.at} AND (l.ended_at IS NULL OR l.ended_at > ${wanted.at}) AS "isHeld"
    FROM audit.legal_hold AS l WHERE ${id}::uuid IS NULL OR l.id = ${id}
    ORDER BY l.id DESC LIMIT ${wanted.rowsMax}`
  return rows.map(({ endedAt, endedBy, ...row }) => ({
    ...row,
    placedAt: row.placedAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    ...(endedAt === null ? {} : { endedAt: endedAt.toISOString() }),
    ...(endedBy === null ? {} : { endedBy }),
  }))
}

interface Stored extends Omit<LegalHoldRecord, 'placedAt' | 'endsAt' | 'endedAt' | 'endedBy'> {
  readonly placedAt: Date
  readonly endsAt: Date
  readonly endedAt: Date | null
  readonly endedBy: string | null
}
