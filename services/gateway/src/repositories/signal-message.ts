import type { PreparedSignal } from '../use-cases/prepare-signal.ts'

const head = '{"specversion":"1.0","source":"urn:unefois:hub","type":"eu.unefois.signal.v1",'
const described =
  '"datacontenttype":"application/json","dataschema":"urn:unefois:contracts:delivered-signal.v1"'

/**
 * The message that waits for the receiver, a CloudEvent with the envelope and the sealed subject
 * (delivered-signal.v1), as the text before and after the seal: only the transaction that stores it
 * knows whether the seal is the real one or, for a person who objected, random bytes of its length.
 * Written by hand around the envelope's canonical text, which is there already: ids, instants and
 * key ids have no character that JSON would escape.
 */
export function messageAround(each: PreparedSignal): { head: string; tail: string } {
  return {
    head:
      `${head}"id":"${each.outboxId}","time":"${each.acceptedAt}",${described},` +
      `"data":{"envelope":${each.envelopeText},"receiverKeyId":"${each.receiverKeyId}","sealed":"`,
    tail: '"}}',
  }
}
