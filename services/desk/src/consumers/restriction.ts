import { type RestrictionOrder, validatorFor } from '@unefois/contracts'
import type { Verdict } from '../verdict.ts'
import type { Consumer } from './consumer.ts'

const contract = 'urn:unefois:contracts:restriction-order.v1'

/** `restriction.<receiver>.<order id>`: the person restricted the processing, or lifted that. */
export function restrictionConsumer(
  applyRestrictions: (orders: readonly RestrictionOrder[]) => Promise<Verdict[]>,
): Consumer<RestrictionOrder> {
  return {
    contract,
    isValid: validatorFor(contract),
    signalIdOf: order => order.data.signalId,
    namedBy: order => order.data.orderId,
    take: applyRestrictions,
  }
}
