import type { DeliveredSignal, Recall, RestrictionOrder } from '@unefois/contracts'
import type { Verdict } from '../verdict.ts'
import type { Consumer } from './consumer.ts'
import { recallConsumer } from './recall.ts'
import { restrictionConsumer } from './restriction.ts'
import { signalConsumer } from './signal.ts'

/** First part of the subject → what it carries. A subject without a consumer does not compile. */
export interface Carried {
  readonly recall: Recall
  readonly restriction: RestrictionOrder
  readonly sig: DeliveredSignal
}
export type Consumers = { readonly [S in keyof Carried]: Consumer<Carried[S]> }

/** What the table needs of the use-cases. */
export interface ConsumerDeps {
  readonly applyRecalls: (recalls: readonly Recall[]) => Promise<Verdict[]>
  readonly applyRestrictions: (orders: readonly RestrictionOrder[]) => Promise<Verdict[]>
  readonly receiveSignals: (signals: readonly DeliveredSignal[]) => Promise<Verdict[]>
}

/** THE table: subject → use-case. Recalls are taken first, so that a tombstone wins. */
export function consumers(deps: ConsumerDeps): Consumers {
  return {
    recall: recallConsumer(deps.applyRecalls),
    restriction: restrictionConsumer(deps.applyRestrictions),
    sig: signalConsumer(deps.receiveSignals),
  }
}
