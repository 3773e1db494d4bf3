import type { CaseListV2, CaseV2, Subject } from '@unefois/contracts'
import type { Day } from './domain/calendar.ts'
import { lateness } from './domain/deadlines.ts'
import type { StoredCase } from './repositories/cases.ts'
import type { ShownContact, ShownNotice } from './repositories/contacts.ts'

type CaseItem = CaseListV2['items'][number]

/** A line of a queue: nothing by which the person is known. */
export function caseItem(stored: StoredCase, today: Day): CaseItem {
  const { id, version, state, right, sender, expiresOn, remindOn, takeUpBy } = stored
  if (right === undefined || state === 'erased' || state === 'joined') {
    throw new Error('only a case that still holds its signal is shown')
  }
  return {
    id,
    version,
    state,
    right,
    sender,
    acceptedAt: stored.acceptedAt.toISOString(),
    receivedAt: stored.receivedAt.toISOString(),
    expiresOn,
    remindOn,
    takeUpBy,
    lateness: lateness(stored, today),
    ...present({
      adviser: stored.adviser,
      accompanyBy: stored.accompanyBy,
      resumeOn: stored.resumeOn,
      informedAt: stored.informedAt?.toISOString(),
      restriction: restrictionOf(stored),
      closing: closingOf(stored),
    }),
  }
}

/** What the person asked of the desk itself comes before what the hub told. */
function restrictionOf(stored: StoredCase) {
  const since = stored.restrictedAt ?? stored.hubRestrictedAt
  const ground = stored.restrictionGround ?? stored.hubRestrictionGround
  if (since === undefined || ground === undefined) return undefined
  return { ground, since: since.toISOString() }
}

function closingOf({ proposedAt, proposedBy, proposedOutcomes }: StoredCase) {
  if (proposedAt === undefined || proposedBy === undefined || proposedOutcomes === undefined) {
    return undefined
  }
  return { outcomes: [...proposedOutcomes], proposedBy, proposedAt: proposedAt.toISOString() }
}

/** The whole case, with the identifier opened. */
export function caseView(parts: {
  stored: StoredCase
  subject: Subject
  signals: readonly { id: string; sender: string; acceptedAt: Date }[]
  contacts: readonly ShownContact[]
  notices: readonly ShownNotice[]
  today: Day
}): CaseV2 {
  const { stored, subject, signals, contacts, notices, today } = parts
  if (stored.observedOn === undefined) throw new Error('a case shown still holds its signal')
  return {
    ...caseItem(stored, today),
    subject: { scheme: subject.scheme, value: subject.value },
    observedOn: stored.observedOn,
    agreementHash: stored.agreementHash,
    signals: signals.map(each => ({ ...each, acceptedAt: each.acceptedAt.toISOString() })),
    contacts: contacts.map(each => ({ ...each, at: each.at.toISOString() })),
    notices: notices.map(each => ({ ...each, informedAt: each.informedAt.toISOString() })),
    outcomes: [...stored.outcomes],
    levels: [...stored.levels],
    ...present({
      territory: stored.territory,
      trigger: stored.trigger,
      detection: stored.detection,
      ntuType: stored.ntuType,
      contactChannel: stored.contactChannel,
      language: stored.language,
      holdReason: stored.holdReason,
      declineReason: stored.declineReason,
      endedAt: stored.endedAt?.toISOString(),
      child: stored.child,
    }),
  }
}

type Present<T> = { [K in keyof T]?: Exclude<T[K], undefined> }

/** Leaves out what is undefined: a contract knows absent, not empty. */
function present<T extends object>(values: T): Present<T> {
  return Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Present<T>
}
