import type { Transaction } from '@unefois/database'
import type { ErasureClass, ErasureReason } from '@unefois/erasure-journal'
import type { DeskDeps } from '../deps.ts'

/** One entry of the erasure journal: ids, never what was erased. */
export interface Erasure {
  readonly class: ErasureClass
  readonly reason: ErasureReason
  readonly at: Date
  readonly count: number
  readonly article?: string | undefined
  readonly signalIds?: readonly string[]
  readonly keyIds?: readonly string[]
  readonly agreementHash?: string
}

/** Writes erasures down (contracts/sql `audit.record_erasures`), in their own transaction. */
export async function recordErasures(
  deps: Pick<DeskDeps, 'newId'>,
  sql: Transaction,
  erasures: readonly Erasure[],
): Promise<void> {
  const entries = erasures.map(each => ({ id: deps.newId(each.at), owner: 'desk', ...each }))
  if (entries.length === 0) return
  await sql`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
}

/** Erases the second part of these signals' traces, with the data (CRPA R.114-9-7, al. 1). */
export async function eraseSecondOpenings(
  sql: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await sql`SELECT audit.erase_second_openings(${ids}::uuid[], ${at})`
}
