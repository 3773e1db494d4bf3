import { type DeliveredSignal, validatorFor } from '@unefois/contracts'
import type { Verdict } from '../verdict.ts'
import type { Consumer } from './consumer.ts'

const contract = 'urn:unefois:contracts:delivered-signal.v1'

/** `sig.<receiver>.<signal id>`: a sealed signal waits for the agency. */
export function signalConsumer(
  receiveSignals: (signals: readonly DeliveredSignal[]) => Promise<Verdict[]>,
): Consumer<DeliveredSignal> {
  return {
    contract,
    isValid: validatorFor(contract),
    signalIdOf: signal => signal.data.envelope.id,
    receiverOf: signal => signal.data.envelope.receiver,
    take: receiveSignals,
  }
}
