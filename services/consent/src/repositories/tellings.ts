import type { Transaction } from '@unefois/database'

/**
 * Tells the receivers that have these signals of a restriction, by its ground, or with none of its
 * end; answers those told.
 */
export async function tellRestriction(
  transaction: Transaction,
  ids: readonly string[],
  act: { ground: string | null; at: Date; dueAt: Date },
): Promise<readonly { readonly id: string; readonly receiver: string }[]> {
  if (ids.length === 0) return []
  return transaction<{ id: string; receiver: string }[]>`
    SELECT signal_id AS id, receiver FROM exchange.tell_restriction(
      ${[...ids].sort()}::uuid[], ${act.ground}, ${act.at}, ${act.dueAt})`
}
