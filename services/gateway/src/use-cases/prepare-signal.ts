import type { IntegrationCheck } from '@unefois/bcss'
import type { DeliveredEnvelope, Signal } from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import { fingerprint } from '@unefois/sealing'
import { checkSubject } from '@unefois/signal-lines'
import type { CampaignSignal, Campaigns } from '../campaigns.ts'
import type { AgreementInForce, AgreementsInForce } from '../domain/agreements-in-force.ts'
import { canonicalEnvelope, canonicalSignal } from '../domain/canonical-text.ts'
import {
  checkPersonAgreementNamed,
  chooseAgreement,
  deliverableCodes,
} from '../domain/choose-agreement.ts'
import { addMonths, dayOf, instantOf, millisecondsOf } from '../domain/month.ts'
import { termOfSignal } from '../domain/signal-end.ts'
import { problems } from '../errors.ts'
import { signalMessage } from '../repositories/signal-message.ts'
import { indexSignal, receiverKeyOf, type SealDependencies, sealSignal } from './seal-signal.ts'

const dayMs = 86_400_000

/** Who posts: the agency and the client that the token names. */
export interface Sender {
  readonly agency: string
  readonly clientId: string
}

/** The key that its sender gave to a post, and what the post said. */
export interface SignalKey {
  readonly key: string
  readonly fingerprintDay: string
  readonly fingerprint: Buffer
}

/** A person's agreement and the agency that it was given to. */
export interface PersonAgreementNamed {
  readonly id: string
  readonly collector: string
}

/** What a child has of the signal that its sender received. */
export interface Ancestor {
  /** The accept of its first ancestor: its clock is kept (R.114-9-7). */
  readonly ms: number
  readonly personAgreement: PersonAgreementNamed | undefined
}

/** One signal ready to be written: sealed, indexed, and without its identifier. */
export interface PreparedSignal {
  readonly sender: Sender
  /** Absent for a line of a batch: its batch and number are its key. */
  readonly idempotency: SignalKey | undefined
  readonly body: Signal
  readonly id: string
  readonly outboxId: string
  readonly traceId: string
  readonly nowMs: number
  /** The day of that instant, in UTC. */
  readonly day: string
  readonly acceptedAt: string
  readonly expiresAt: string
  readonly agreement: AgreementInForce
  /** The person's, on which the signal rests: its own, or for a child its parent's. */
  readonly personAgreement: PersonAgreementNamed | undefined
  /** Checked, and to be counted with the call. */
  readonly campaign: CampaignSignal | undefined
  /** The message as its receiver gets it, with the sealed subject. */
  readonly message: Buffer
  readonly receiverKeyId: string
  readonly kek: string
  readonly wrapped: Buffer
  readonly indexKey: string
  readonly subjectIndex: Buffer
  readonly traceKey: string
  readonly traceIndex: Buffer
  readonly gate: { readonly bucket: number; readonly indexes: readonly Buffer[] }
  /** What the BCSS is asked before this is stored, where its agreement says so. */
  readonly check: IntegrationCheck | undefined
  /** The BCSS did not let it pass: stored as if the person had objected. */
  readonly blocked?: boolean
}

export interface PrepareDependencies extends SealDependencies {
  readonly campaigns: Pick<Campaigns, 'check'>
  readonly nowMs: () => number
  /** A uuid v7 that carries these milliseconds. */
  readonly newId: (ms: number) => string
}

/**
 * Turns one validated body into a row group: canonical identifier, agreement and competent receiver
 * from the snapshot, seal, data key, indexes. Does no input or output, so a group is cheap.
 *
 * A child rests on the agreement that its parent rested on, unless it names its own: it may go only
 * to recipients named there, whatever the agencies have agreed.
 * @throws Problem pointing at the field, never repeating its value.
 */
export function prepareSignal(
  deps: PrepareDependencies,
  inForce: AgreementsInForce,
  input: { sender: Sender; idempotencyKey?: string; body: Signal; ancestor?: Ancestor },
): PreparedSignal {
  const { body, sender } = input
  const nowMs = deps.nowMs()
  const acceptedMs = input.ancestor?.ms ?? nowMs
  const identifier = canonical(body, nowMs)
  const day = dayOf(nowMs)
  const agreement = chooseAgreement(inForce, sender.agency, body, day)
  checkObservedOn(body.observedOn, nowMs, agreement.keptMonthsMax)
  const codes = deliverableCodes(body, agreement)
  const personAgreement = personAgreementOf(input)
  checkPersonAgreementNamed(body, agreement, personAgreement !== undefined)
  const campaign = deps.campaigns.check(body, agreement, nowMs)

  const id = deps.newId(acceptedMs)
  const outboxId = deps.newId(acceptedMs)
  const acceptedAt = instantOf(acceptedMs)
  const term = termOfSignal(acceptedMs, agreement.keptMonthsMax)
  const envelope: DeliveredEnvelope = {
    id,
    right: body.right,
    observedOn: body.observedOn,
    sender: sender.agency,
    receiver: agreement.receiver,
    agreementHash: agreement.hash,
    acceptedAt,
    expiresOn: term.lastDay,
    ...codes,
    ...(body.parent === undefined ? {} : { parent: body.parent }),
  }
  const envelopeText = canonicalEnvelope(envelope)
  const receiverKey = receiverKeyOf(inForce, agreement)
  const { sealed, kek, wrapped } = sealSignal(
    deps,
    { identifier, envelope, envelopeText, receiverKey },
    nowMs,
  )
  const receiverKeyId = receiverKey.keyId
  return {
    sender,
    idempotency: keyOf(deps, input, nowMs),
    body,
    id,
    outboxId,
    traceId: deps.newId(nowMs),
    nowMs,
    day,
    acceptedAt,
    expiresAt: term.end,
    agreement,
    personAgreement,
    campaign,
    receiverKeyId,
    message: signalMessage({ outboxId, acceptedAt, envelopeText, receiverKeyId, sealed }),
    kek,
    wrapped,
    ...indexSignal(deps, identifier, { acceptedMs, nowMs }),
    check: agreement.viaBcss
      ? {
          identifier,
          sender: agreement.sender,
          receiver: agreement.receiver,
          agreementHash: agreement.hash,
        }
      : undefined,
  }
}

function keyOf(
  deps: PrepareDependencies,
  { idempotencyKey, body }: { idempotencyKey?: string; body: Signal },
  nowMs: number,
): SignalKey | undefined {
  if (idempotencyKey === undefined) return undefined
  const { key } = deps.keys.idempotency(nowMs)
  const bodyFingerprint = fingerprint(key, canonicalSignal(body))
  return { key: idempotencyKey, fingerprintDay: dayOf(nowMs), fingerprint: bodyFingerprint }
}

function personAgreementOf(input: {
  sender: Sender
  body: Signal
  ancestor?: Ancestor
}): PersonAgreementNamed | undefined {
  const { personAgreement } = input.body
  if (personAgreement === undefined) return input.ancestor?.personAgreement
  return { id: personAgreement, collector: input.sender.agency }
}

/** The milliseconds that a child inherits from its parent's id. */
export function ancestorMilliseconds(parentId: string): number {
  return millisecondsOf(parentId)
}

/** @throws Problem pointing at what is wrong with the number, or at its scheme. */
function canonical(body: Signal, nowMs: number): Identifier {
  const reading = checkSubject(body, nowMs)
  if (reading.ok) return reading.identifier
  throw problems[reading.code]({ pointers: reading.pointers })
}

function checkObservedOn(observedOn: string, nowMs: number, monthsMax: number): void {
  const earliest = dayOf(addMonths(nowMs, -monthsMax).getTime())
  if (observedOn <= dayOf(nowMs + dayMs) && observedOn >= earliest) return
  throw problems['observed-on-out-of-range']({
    pointers: [
      {
        pointer: '/observedOn',
        detail: 'must be a day of the months that the law lets a signal live',
      },
    ],
  })
}
