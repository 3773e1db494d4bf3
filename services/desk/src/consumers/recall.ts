import { type Recall, validatorFor } from '@unefois/contracts'
import type { Verdict } from '../verdict.ts'
import type { Consumer } from './consumer.ts'

const contract = 'urn:unefois:contracts:recall.v1'

/** `recall.<receiver>.<signal id>`: what the agency holds through a signal must be destroyed. */
export function recallConsumer(
  applyRecalls: (recalls: readonly Recall[]) => Promise<Verdict[]>,
): Consumer<Recall> {
  return {
    contract,
    isValid: validatorFor(contract),
    signalIdOf: recall => recall.data.signalId,
    take: applyRecalls,
  }
}
