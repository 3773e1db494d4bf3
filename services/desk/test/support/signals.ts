import { randomUUID } from 'node:crypto'
import type {
  DeliveredEnvelope,
  DeliveredSignal,
  Recall,
  RestrictionOrder,
} from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import {
  closeOuter,
  createDataKey,
  createSealer,
  envelopeDigest,
  type ReceiverKeys,
} from '@unefois/sealing'
import { v7 as uuidV7 } from 'uuid'
import { agreementHash } from './agreement.ts'

export const agency = 'cpam-13'
export const hubName = 'hub-test'
export const sender = 'mission-locale-marseille'
export const right = 'fr.cpam.c2s'
const yearMs = 365 * 86_400_000

const sealer = createSealer({ nowMs: () => performance.now() })

/** Seals a person for the desk as the hub does; the data key stays with whoever plays the hub. */
export function sealSignal(
  receiver: ReceiverKeys,
  identifier: Identifier,
  given: Partial<DeliveredEnvelope> & { at?: Date } = {},
): { signal: DeliveredSignal; id: string; dataKey: Buffer } {
  const { at = new Date(), ...fields } = given
  const id = fields.id ?? uuidV7({ msecs: at.getTime() })
  const envelope: DeliveredEnvelope = {
    id,
    right,
    observedOn: at.toISOString().slice(0, 10),
    sender,
    receiver: agency,
    agreementHash,
    acceptedAt: at.toISOString(),
    expiresOn: new Date(at.getTime() + yearMs).toISOString().slice(0, 10),
    ...fields,
  }
  const dataKey = createDataKey()
  const sealed = sealer.seal({
    context: {
      hub: hubName,
      from: envelope.sender,
      to: agency,
      agreementHash: envelope.agreementHash,
      receiverKeyId: receiver.keyId,
    },
    receiverPublicKey: receiver.publicKey,
    signalId: id,
    identifier,
    envelopeDigest: envelopeDigest(envelope),
  })
  const outer = closeOuter({ dataKey, signalId: id, sealed })
  const signal: DeliveredSignal = {
    specversion: '1.0',
    id: randomUUID(),
    source: 'urn:unefois:hub',
    type: 'eu.unefois.signal.v1',
    time: at.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:delivered-signal.v1',
    data: { envelope, receiverKeyId: receiver.keyId, sealed: outer.toString('base64url') },
  }
  return { signal, id, dataKey }
}

/** A recall message as the hub writes it. */
export function recallOf(signalId: string, at = new Date()): Recall {
  return {
    specversion: '1.0',
    id: randomUUID(),
    source: 'urn:unefois:hub',
    type: 'eu.unefois.recall.v1',
    time: at.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:recall.v1',
    data: { recallId: randomUUID(), signalId, reason: 'objection' },
  }
}

/** What the hub tells of a restriction; with no ground, of its end. */
export function restrictionOf(
  signalId: string,
  at: Date,
  ground?: RestrictionOrder['data']['ground'],
): RestrictionOrder {
  const orderId = randomUUID()
  return {
    specversion: '1.0',
    id: orderId,
    source: 'urn:unefois:hub',
    type: 'eu.unefois.restriction-order.v1',
    time: at.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:restriction-order.v1',
    data: {
      orderId,
      signalId,
      at: at.toISOString(),
      ...(ground === undefined ? { state: 'lifted' } : { state: 'restricted', ground }),
    },
  }
}
