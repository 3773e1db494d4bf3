import { outerLength } from '@unefois/sealing'

/** What a message is made of. Ids, instants and key ids have no character that JSON escapes. */
export interface MessageParts {
  readonly outboxId: string
  readonly acceptedAt: string
  /** Canonical. */
  readonly envelopeText: string
  readonly receiverKeyId: string
  readonly sealed: Buffer
}

/** A message around its seal. */
export interface SignalMessage {
  readonly head: string
  readonly seal: string
}

const head = '{"specversion":"1.0","source":"urn:unefois:hub","type":"eu.unefois.signal.v1",'
const described =
  '"datacontenttype":"application/json","dataschema":"urn:unefois:contracts:delivered-signal.v1"'
const tail = '"}}'

/** Characters of a seal in its message: base64url without padding. */
export const sealChars = Math.ceil((outerLength * 4) / 3)

/**
 * The message that waits for the receiver, a CloudEvent with the envelope and the sealed subject
 * (delivered-signal.v1), written by hand around the envelope's canonical text, which is there
 * already. The transaction that stores it puts, for a person who objected, random bytes in the
 * seal's place.
 */
export function signalMessage(each: MessageParts): SignalMessage {
  return {
    head:
      `${head}"id":"${each.outboxId}","time":"${each.acceptedAt}",${described},"data":` +
      `{"envelope":${each.envelopeText},"receiverKeyId":"${each.receiverKeyId}","sealed":"`,
    seal: each.sealed.toString('base64url'),
  }
}

/** The bytes of a message as they are stored and sent: ASCII. */
export function messageBytes({ head, seal }: SignalMessage): Buffer {
  return Buffer.from(head + seal + tail, 'latin1')
}

/**
 * A message without what is one signal's own: before the outbox id, between that and the signal's
 * id, between that and the seal, and after it.
 */
export function partsOf(each: {
  readonly message: SignalMessage
  readonly outboxId: string
  readonly id: string
}): readonly [string, string, string, string] {
  const { head } = each.message
  const outboxAt = head.indexOf(each.outboxId)
  const outboxEnd = outboxAt + each.outboxId.length
  const idAt = head.indexOf(each.id, outboxEnd)
  if (outboxAt === -1 || idAt === -1) throw new Error('a message has its ids')
  const idEnd = idAt + each.id.length
  return [head.slice(0, outboxAt), head.slice(outboxEnd, idAt), head.slice(idEnd), tail]
}
