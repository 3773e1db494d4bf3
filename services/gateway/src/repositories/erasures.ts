import type { Transaction } from '@unefois/database'

/** One entry of the erasure journal (audit.record_erasures). Ids only. */
export interface Erasure {
  /** A uuid v7: telling the same entry again changes nothing. */
  readonly id: string
  readonly at: string
  readonly class: 'signal-data' | 'signal-row' | 'second-opening' | 'bus-message' | Plain
  readonly reason: 'outcome' | 'objection' | 'withdrawal' | 'agreement-withdrawn' | Clocked
  readonly article: string
  readonly count: number
  /** Each list has at most 10,000 ids. */
  readonly signalIds?: readonly string[]
  readonly keyIds?: readonly string[]
  readonly rowIds?: readonly string[]
  readonly partition?: string
  readonly agreementHash?: string
}

type Plain = 'idempotency' | 'batch' | 'key'
type Clocked = 'expiry' | 'rotation'

/** Records what this transaction erases: it stands in the journal if, and only if, it is gone. */
export async function recordErasures(
  transaction: Transaction,
  erasures: readonly Erasure[],
): Promise<void> {
  if (erasures.length === 0) return
  const entries = erasures.map(each => ({ owner: 'exchange', ...each }))
  await transaction`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
}

/** Erases right, trigger, detection and campaign from the traces of these signals. */
export async function eraseSecondOpenings(
  transaction: Transaction,
  signalIds: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`SELECT audit.erase_second_openings(${signalIds}::uuid[], ${at})`
}

/** Those of these signals that a legal hold keeps past their expiry. */
export async function findHeld(
  transaction: Transaction,
  signalIds: readonly string[],
  at: Date,
): Promise<string[]> {
  const rows = await transaction<{ id: string }[]>`
    SELECT id FROM audit.held(${signalIds}::uuid[], ${at}) AS held(id)`
  return rows.map(row => row.id)
}
