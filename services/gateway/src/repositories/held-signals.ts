import type { Transaction } from '@unefois/database'

/** Signals that outlived their month by a legal hold, after an id. */
export async function listHeld(
  transaction: Transaction,
  after: string,
  limit: number,
): Promise<string[]> {
  const rows = await transaction<{ id: string }[]>`
    SELECT signal_id AS id FROM exchange.held_signal WHERE signal_id > ${after}
    ORDER BY signal_id LIMIT ${limit}`
  return rows.map(row => row.id)
}

/** Deletes those of them whose hold has ended; answers which. */
export async function endHolds(
  transaction: Transaction,
  signalIds: readonly string[],
  { held, at }: { held: readonly string[]; at: Date },
): Promise<string[]> {
  const rows = await transaction<{ id: string }[]>`
    SELECT id FROM exchange.end_holds(${signalIds}::uuid[], ${held}::uuid[], ${at}) AS ended(id)`
  return rows.map(row => row.id)
}
