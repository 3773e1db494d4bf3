import type { Database, Transaction } from '@unefois/database'

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
