import type { DeliveredSignal } from '@unefois/contracts'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'

/** The message that waits for the receiver: a CloudEvent with the envelope and the sealed subject. */
export function signalMessage(each: PreparedSignal, sealed: Buffer): string {
  const message: DeliveredSignal = {
    specversion: '1.0',
    id: each.outboxId,
    source: 'urn:unefois:hub',
    type: 'eu.unefois.signal.v1',
    time: each.acceptedAt,
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:delivered-signal.v1',
    data: {
      envelope: each.envelope,
      receiverKeyId: each.receiverKeyId,
      sealed: sealed.toString('base64url'),
    },
  }
  return JSON.stringify(message)
}
