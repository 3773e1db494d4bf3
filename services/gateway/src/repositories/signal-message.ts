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

const head = '{"specversion":"1.0","source":"urn:unefois:hub","type":"eu.unefois.signal.v1",'
const described =
  '"datacontenttype":"application/json","dataschema":"urn:unefois:contracts:delivered-signal.v1"'
const tail = '"}}'
const quote = 0x22

/** Characters of a seal in its message: base64url without padding. */
export const sealChars = Math.ceil((outerLength * 4) / 3)

/**
 * The message that waits for the receiver, a CloudEvent with the envelope and the sealed subject
 * (delivered-signal.v1), written by hand around the envelope's canonical text, which is there
 * already. The transaction that stores it puts, for a person who objected, random bytes in the
 * seal's place. Bytes at once (all are ASCII): a text of this length would live, and be moved about
 * in memory, until its group is stored.
 */
export function signalMessage(each: MessageParts): Buffer {
  const text =
    `${head}"id":"${each.outboxId}","time":"${each.acceptedAt}",${described},"data":` +
    `{"envelope":${each.envelopeText},"receiverKeyId":"${each.receiverKeyId}","sealed":"` +
    `${each.sealed.toString('base64url')}${tail}`
  return Buffer.from(text, 'latin1')
}

/** Copies the seal of a message, `sealChars` bytes. @throws Error unless it stands at its place. */
export function copySeal(message: Buffer, target: Buffer, at: number): void {
  const start = message.length - tail.length - sealChars
  if (message[start - 1] !== quote) throw new Error('a seal has another length')
  message.copy(target, at, start, start + sealChars)
}

/**
 * A message without what is one signal's own: before the outbox id, between that and the signal's
 * id, between that and the seal, and after it.
 */
export function partsOf(each: {
  readonly message: Buffer
  readonly outboxId: string
  readonly id: string
}): readonly [string, string, string, string] {
  const { message } = each
  const before = message.toString('latin1', 0, message.length - tail.length - sealChars)
  const outboxAt = before.indexOf(each.outboxId)
  const outboxEnd = outboxAt + each.outboxId.length
  const idAt = before.indexOf(each.id, outboxEnd)
  if (outboxAt === -1 || idAt === -1) throw new Error('a message has its ids')
  const idEnd = idAt + each.id.length
  return [before.slice(0, outboxAt), before.slice(outboxEnd, idAt), before.slice(idEnd), tail]
}
