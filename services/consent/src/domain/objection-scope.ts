/** What an objection covers: everything, one right, one agency, or one right at one agency. */
export interface ObjectionScope {
  readonly right?: string
  readonly agency?: string
}

/** A signal as its accept's trace tells of it. */
export interface TracedSignal {
  readonly id: string
  readonly sender: string
  readonly receiver: string
  readonly right: string
  /** The agreement of the person that it names, where the trace tells. */
  readonly personAgreement: string | null
  readonly purpose: string
  readonly agreementHash: string
  readonly acceptedAt: Date
}

/** An agreement of the person, as far as signals can rest on it. */
export interface GivenAgreement {
  readonly id: string
  readonly collector: string
  readonly rights: readonly string[]
  readonly recipients: readonly string[]
  readonly channel: string
  readonly recordedAt: Date
}

/** Whether the scope has a signal in it; what it leaves open it covers. */
export function covers(scope: ObjectionScope, signal: TracedSignal): boolean {
  return (
    (scope.right === undefined || scope.right === signal.right) &&
    (scope.agency === undefined || scope.agency === signal.receiver)
  )
}

/**
 * Whether a signal rests on an agreement: the one it names; where its trace names none, one that
 * its sender had collected before and that allows its right and its receiver.
 */
export function restsOn(signal: TracedSignal, agreement: GivenAgreement): boolean {
  if (signal.personAgreement !== null) return signal.personAgreement === agreement.id
  return (
    agreement.collector === signal.sender &&
    agreement.rights.includes(signal.right) &&
    agreement.recipients.includes(signal.receiver) &&
    agreement.recordedAt.getTime() <= signal.acceptedAt.getTime()
  )
}

/**
 * Whether an objection forbids a signal: it covers it, and no agreement given in person after it
 * lifts it for that right and receiver. The same rule as `consent.check_and_lock`.
 */
export function forbids(
  objection: ObjectionScope & { readonly lodgedAt: Date },
  signal: TracedSignal,
  agreements: readonly GivenAgreement[],
): boolean {
  const isLifted = agreements.some(
    agreement =>
      agreement.channel === 'in-person' &&
      agreement.recordedAt.getTime() > objection.lodgedAt.getTime() &&
      restsOn(signal, agreement),
  )
  return covers(objection, signal) && !isLifted
}
