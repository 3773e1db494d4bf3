import type { DeskActs, DeskActsAnswer } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'

type Result = DeskActsAnswer['results'][number]['result']

/** Appends acts of an agency that it has not told before; what became of each, by id. */
export async function recordDeskActs(
  transaction: Transaction,
  acts: readonly DeskActs['events'][number][],
  by: { readonly agency: string; readonly clientId: string },
): Promise<ReadonlyMap<string, Result>> {
  if (acts.length === 0) return new Map()
  const rows = await transaction<{ id: string; result: Result }[]>`
    SELECT id, result
    FROM audit.record_desk_acts(${JSON.stringify(acts)}::text::json, ${by.agency}, ${by.clientId})`
  return new Map(rows.map(({ id, result }) => [id, result]))
}
