import type { DeliveredEnvelope, Signal } from '@unefois/contracts'

/** Every property of a contract: one that it gains later is missed by the compiler, not here. */
type Every<T> = { readonly [Name in keyof Required<T>]: T[Name] | undefined }

/**
 * The canonical JSON (RFC 8785) of a signal that its contract has checked. Properties are written
 * in their order, absent ones left out; their values are codes, ids and dates, which JSON and RFC
 * 8785 write alike. A third of what `jcs` takes, which does not know what it gets.
 */
export function canonicalSignal(signal: Signal): string {
  const ordered: Every<Signal> = {
    addressee: signal.addressee,
    agent: signal.agent,
    agreement: signal.agreement,
    campaign: signal.campaign,
    contactChannel: signal.contactChannel,
    detection: signal.detection,
    language: signal.language,
    ntuType: signal.ntuType,
    observedOn: signal.observedOn,
    parent: signal.parent,
    personAgreement: signal.personAgreement,
    right: signal.right,
    subject: { scheme: signal.subject.scheme, value: signal.subject.value },
    territory: signal.territory,
    trigger: signal.trigger,
  }
  return JSON.stringify(ordered)
}

/** The same of the envelope that is delivered. */
export function canonicalEnvelope(envelope: DeliveredEnvelope): string {
  const ordered: Every<DeliveredEnvelope> = {
    acceptedAt: envelope.acceptedAt,
    agreementHash: envelope.agreementHash,
    contactChannel: envelope.contactChannel,
    detection: envelope.detection,
    expiresOn: envelope.expiresOn,
    id: envelope.id,
    language: envelope.language,
    ntuType: envelope.ntuType,
    observedOn: envelope.observedOn,
    parent: envelope.parent,
    receiver: envelope.receiver,
    right: envelope.right,
    sender: envelope.sender,
    territory: envelope.territory,
    trigger: envelope.trigger,
  }
  return JSON.stringify(ordered)
}
