import { randomFillSync } from 'node:crypto'
import { outerLength, wrappedKeyLength } from '@unefois/sealing'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'
import { copySeal, partsOf, sealChars } from './signal-message.ts'

/** A group of signals as exchange.signal_group takes it: what is common once, the rest packed. */
export interface GroupItems {
  readonly kinds: string
  readonly kind: string
  readonly places: string
  readonly ids: string
  readonly outboxes: string
  readonly traces: string
  readonly keys: string
  readonly fingerprints: Buffer
  readonly packed: Buffer
  readonly seals: string
}

/** Bytes of a signal in `packed`, where each thing begins, and the random ones last. */
const place = { index: 0, wrapped: 32, traceIndex: 92, blank: 124, end: 216 } as const
const blankBytes = place.end - place.blank

/** Packs a group; undefined leaves a place of the list out. */
export function groupItems(group: readonly (PreparedSignal | undefined)[]): GroupItems {
  const places = group.flatMap((each, n) => (each === undefined ? [] : [n]))
  const signals = group.filter(each => each !== undefined)
  const kinds = new Map<string, { kind: number; common: object }>()
  const kind = signals.map(each => kindOf(kinds, each))
  const random = randomFillSync(Buffer.allocUnsafe((blankBytes + outerLength) * signals.length))
  const keyed = signals.flatMap(each => each.idempotency ?? [])
  if (keyed.length > 0 && keyed.length < signals.length) throw new Error('some have keys')
  return {
    kinds: JSON.stringify([...kinds.values()].map(({ kind, common }) => ({ kind, ...common }))),
    kind: `{${kind.join(',')}}`,
    places: `{${places.join(',')}}`,
    ids: `{${signals.map(each => each.id).join(',')}}`,
    outboxes: `{${signals.map(each => each.outboxId).join(',')}}`,
    traces: `{${signals.map(each => each.traceId).join(',')}}`,
    keys: `{${keyed.map(each => each.key).join(',')}}`,
    fingerprints: Buffer.concat(keyed.map(each => each.fingerprint)),
    packed: packed(signals, random),
    seals: sealsOf(signals, random.subarray(blankBytes * signals.length)),
  }
}

/** The number of what a signal shares with others; its hash says what its agreement says. */
function kindOf(
  kinds: Map<string, { kind: number; common: object }>,
  each: PreparedSignal,
): number {
  const { agreement, body, personAgreement } = each
  const { right, observedOn, territory, contactChannel, language, parent } = body
  const { campaign, agent, trigger, detection, ntuType } = body
  const name = [
    ...[agreement.hash, each.acceptedAt, each.expiresAt, each.receiverKeyId, each.kek],
    ...[each.indexKey, each.traceKey, each.day, each.sender.clientId, each.blocked],
    ...[personAgreement?.id, personAgreement?.collector, campaign, agent, parent],
    ...[right, observedOn, territory, trigger, detection, ntuType, contactChannel, language],
  ].join('|')
  const known = kinds.get(name)
  if (known !== undefined) return known.kind
  const made = { kind: kinds.size, common: { ...commonOf(each), parts: partsOf(each) } }
  kinds.set(name, made)
  return made.kind
}

function commonOf(each: PreparedSignal) {
  const { agreement, body } = each
  return {
    sender: each.sender.agency,
    receiver: agreement.receiver,
    right: body.right,
    agreement: agreement.id,
    hash: agreement.hash,
    purpose: agreement.purpose,
    basis: agreement.basis,
    objectable: agreement.objectable,
    blocked: each.blocked,
    campaign: body.campaign,
    parent: body.parent,
    hours: agreement.endedAfterDays * 24,
    expires: each.expiresAt,
    day: each.day,
    kek: each.kek,
    index_key: each.indexKey,
    trace_key: each.traceKey,
    actor: each.sender.clientId,
    agent: body.agent,
    detail: traceDetail(each),
  }
}

/** What the trace says besides: its agencies, agreement and purpose are those of the signal. */
function traceDetail(each: PreparedSignal) {
  const { right, trigger, detection, ntuType, campaign } = each.body
  const personAgreement = each.personAgreement?.id
  // The agreement of the person leads from its withdrawal to what rested on it.
  return {
    ...{ right, trigger, detection, ntuType, campaign, personAgreement },
    ...inheritedFrom(each),
  }
}

/** Who collected the person's agreement, where that is not the sender. */
export function inheritedFrom({ personAgreement, sender }: PreparedSignal): { collector?: string } {
  const collector = personAgreement?.collector ?? sender.agency
  return collector === sender.agency ? {} : { collector }
}

/** The random bytes always go along, so that an objected signal takes no longer than another. */
function packed(signals: readonly PreparedSignal[], random: Buffer): Buffer {
  const bytes = Buffer.allocUnsafe(place.end * signals.length)
  for (const [n, each] of signals.entries()) {
    const { subjectIndex, wrapped, traceIndex } = each
    const isFit =
      subjectIndex.length === place.wrapped &&
      wrapped.length === wrappedKeyLength &&
      traceIndex.length === place.blank - place.traceIndex
    if (!isFit) throw new Error('an index or a key has another length')
    const at = n * place.end
    bytes.set(subjectIndex, at + place.index)
    bytes.set(wrapped, at + place.wrapped)
    bytes.set(traceIndex, at + place.traceIndex)
    random.copy(bytes, at + place.blank, n * blankBytes, (n + 1) * blankBytes)
  }
  return bytes
}

/** Each signal's seal as its message has it, and for each as many random characters. */
function sealsOf(signals: readonly PreparedSignal[], random: Buffer): string {
  const seals = Buffer.allocUnsafe(signals.length * 2 * sealChars)
  for (const [n, { message }] of signals.entries()) {
    const at = n * 2 * sealChars
    copySeal(message, seals, at)
    const blank = random.toString('base64url', n * outerLength, (n + 1) * outerLength)
    seals.write(blank, at + sealChars, 'latin1')
  }
  return seals.toString('latin1')
}
