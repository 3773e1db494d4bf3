import type { ContractId } from '@unefois/contracts'
import type { Verdict } from '../verdict.ts'

/** How messages of one subject are checked, and the use-case that takes them. */
export interface Consumer<M> {
  readonly contract: ContractId
  readonly isValid: (value: unknown) => value is M
  /** The signal that a valid message is about; its subject ends in the same id. */
  readonly signalIdOf: (message: M) => string
  /** What its subject ends in instead, where one signal may have several messages. */
  readonly namedBy?: (message: M) => string
  /** Whom a valid message is for, where it says so. */
  readonly receiverOf?: (message: M) => string
  /** The use-case: one verdict for each message, in order. */
  readonly take: (messages: readonly M[]) => Promise<Verdict[]>
}
