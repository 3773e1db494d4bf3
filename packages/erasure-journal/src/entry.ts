/** Who erased: the schema that owned what is gone. */
export type ErasureOwner = 'exchange' | 'consent' | 'audit' | 'desk' | 'registry'

/** What is gone. */
export type ErasureClass =
  | 'signal-data'
  | 'signal-row'
  | 'trace'
  | 'second-opening'
  | 'objection'
  | 'person-agreement'
  | 'bus-message'
  | 'case'
  | 'idempotency'
  | 'batch'
  | 'key'

/** Why it is gone. */
export type ErasureReason =
  | 'received'
  | 'outcome'
  | 'objection'
  | 'withdrawal'
  | 'agreement-withdrawn'
  | 'expiry'
  | 'lapse'
  | 'request'
  | 'rotation'

/** One erasure as the journal keeps it: ids only, never an index or an identifier. */
export interface JournalEntry {
  /** A uuid v7. */
  readonly id: string
  /** When it was done, on the hub's clock: ISO 8601, milliseconds, Z. */
  readonly at: string
  readonly owner: ErasureOwner
  readonly class: ErasureClass
  readonly reason: ErasureReason
  readonly article?: string | null
  readonly signalIds?: readonly string[] | null
  readonly keyIds?: readonly string[] | null
  /** Of what is neither a signal nor a key. */
  readonly rowIds?: readonly string[] | null
  readonly partition?: string | null
  /** How many rows, messages or keys. */
  readonly count: number
  readonly agreementHash?: string | null
}
