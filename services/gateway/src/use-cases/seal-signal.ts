import type { DeliveredEnvelope } from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import {
  blindIndex,
  bucketOf,
  closeOuter,
  createDataKey,
  envelopeDigest,
  type Sealer,
  wrapDataKey,
} from '@unefois/sealing'
import type {
  AgreementInForce,
  AgreementsInForce,
  ReceiverKey,
} from '../domain/agreements-in-force.ts'
import { problems } from '../errors.ts'
import type { HubKeys } from '../hub-keys.ts'
import type { PreparedSignal } from './prepare-signal.ts'

/** What sealing and indexing take. */
export interface SealDependencies {
  readonly hub: string
  readonly keys: HubKeys
  readonly sealer: Sealer
}

/** The identifier under the receiver's key, that under the signal's own, that under the hub's. */
export function sealSignal(
  deps: SealDependencies,
  input: {
    identifier: Identifier
    envelope: DeliveredEnvelope
    envelopeText: string
    receiverKey: ReceiverKey
  },
  nowMs: number,
): { sealed: Buffer; kek: string; wrapped: Buffer } {
  const { envelope, identifier, receiverKey } = input
  const signalId = envelope.id
  const kek = deps.keys.kek(nowMs)
  const dataKey = createDataKey()
  const sealed = deps.sealer.seal({
    context: {
      hub: deps.hub,
      from: envelope.sender,
      to: envelope.receiver,
      agreementHash: envelope.agreementHash,
      receiverKeyId: receiverKey.keyId,
    },
    receiverPublicKey: receiverKey.publicKey,
    signalId,
    identifier,
    envelopeDigest: envelopeDigest(input.envelopeText),
  })
  return {
    sealed: closeOuter({ dataKey, signalId, sealed }),
    kek: kek.id,
    wrapped: wrapDataKey({ kek, dataKey, signalId }),
  }
}

/** The blind indexes: this month's for the live signal and its trace, the gate's for objections. */
export function indexSignal(
  deps: SealDependencies,
  identifier: Identifier,
  at: { acceptedMs: number; nowMs: number },
): Pick<PreparedSignal, 'indexKey' | 'subjectIndex' | 'traceKey' | 'traceIndex' | 'gate'> {
  const indexKey = deps.keys.signalIndex(at.acceptedMs)
  const traceKey = deps.keys.traceIndex(at.nowMs)
  return {
    indexKey: indexKey.label,
    subjectIndex: blindIndex(indexKey.key, identifier),
    traceKey: traceKey.label,
    traceIndex: blindIndex(traceKey.key, identifier),
    gate: {
      bucket: bucketOf(deps.keys.bucket().key, identifier),
      indexes: deps.keys.objectionIndexes().map(key => blindIndex(key.key, identifier)),
    },
  }
}

/** The key under which a receiver is sealed to. @throws Problem when it has none. */
export function receiverKeyOf(
  inForce: AgreementsInForce,
  agreement: AgreementInForce,
): ReceiverKey {
  const key = inForce.receiverKey(agreement.receiver)
  if (key === undefined) throw problems['receiver-not-found']()
  return key
}
