import type { DeliveredSignal } from '@unefois/contracts'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'

const nothing = ''

/**
 * The message that waits for the receiver, a CloudEvent with the envelope and the sealed subject,
 * as the text before and after the seal: only the transaction that stores it knows whether the seal
 * is the real one or, for a person who objected, random bytes of its length.
 */
export function messageAround(each: PreparedSignal): { head: string; tail: string } {
  const message: DeliveredSignal = {
    specversion: '1.0',
    id: each.outboxId,
    source: 'urn:unefois:hub',
    type: 'eu.unefois.signal.v1',
    time: each.acceptedAt,
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:delivered-signal.v1',
    data: { envelope: each.envelope, receiverKeyId: each.receiverKeyId, sealed: nothing },
  }
  const text = JSON.stringify(message)
  const at = text.lastIndexOf('""') + 1
  return { head: text.slice(0, at), tail: text.slice(at) }
}
