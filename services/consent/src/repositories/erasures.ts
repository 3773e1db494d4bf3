import type { Transaction } from '@unefois/database'

/** What was erased, as the erasure journal takes it (contracts/sql). Ids only. */
export interface Erasure {
  readonly id: string
  readonly at: Date
  readonly class:
    | 'signal-data'
    | 'second-opening'
    | 'objection'
    | 'person-agreement'
    | 'idempotency'
    | 'key'
  readonly reason:
    | 'objection'
    | 'request'
    | 'withdrawal'
    | 'agreement-withdrawn'
    | 'lapse'
    | 'expiry'
    | 'rotation'
  readonly article: string
  readonly signalIds?: readonly string[]
  readonly keyIds?: readonly string[]
  /** Ids of objections, renunciations and agreements of persons, once each. */
  readonly rowIds?: readonly string[]
  readonly count: number
}

/** Records erasures in their own transaction; without an entry there is no erasure. */
export async function recordErasures(
  transaction: Transaction,
  erasures: readonly Erasure[],
): Promise<void> {
  const entries = erasures
    .filter(({ count }) => count > 0)
    .map(entry => ({ owner: 'consent', ...entry }))
  if (entries.length === 0) return
  await transaction`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
}

/** Erases the second part (right, trigger, campaign) of every trace of these signals so far. */
export async function eraseSecondOpenings(
  transaction: Transaction,
  ids: readonly string[],
  at: Date,
): Promise<void> {
  await transaction`SELECT audit.erase_second_openings(${[...ids]}::uuid[], ${at})`
}
