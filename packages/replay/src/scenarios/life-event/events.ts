import type { Outcome, Trigger } from '@unefois/contracts'
import { countPeople } from '../../campaigns/endings.ts'
import type { Figures } from '../../result.ts'

/** What one receiver is told of an event, and how its cases end. */
export interface EventFlow {
  readonly receiver: string
  readonly right: string
  readonly trigger: Trigger
  /** True where the sample's own agreement carries it. */
  readonly isInSample?: true
  readonly endings: readonly { readonly people: number; readonly outcome: Outcome }[]
}

/** Something that happens in a life, and the agency that hears of it first. */
export interface LifeEvent {
  readonly name: string
  readonly state: string
  readonly sender: string
  readonly flows: readonly EventFlow[]
}

// The source says who tells whom, not how it ends: numbers and endings are ILLUSTRATIVE.
export const events: readonly LifeEvent[] = [
  {
    name: 'separation',
    state: 'separation-signalled',
    sender: 'caf-13',
    flows: [
      {
        receiver: 'cpam-13',
        right: 'fr.cpam.c2s',
        trigger: 'separation',
        endings: [
          { people: 18, outcome: 'right-opened' },
          { people: 12, outcome: 'right-updated' },
          { people: 6, outcome: 'already-held' },
          { people: 4, outcome: 'unreachable' },
        ],
      },
      {
        receiver: 'carsat-sud-est',
        right: 'fr.carsat.aspa',
        trigger: 'income-fell',
        isInSample: true,
        endings: [
          { people: 9, outcome: 'right-opened' },
          { people: 25, outcome: 'claim-refused' },
          { people: 6, outcome: 'unreachable' },
        ],
      },
    ],
  },
  {
    name: 'bereavement',
    state: 'bereavement-signalled',
    sender: 'cpam-13',
    flows: [
      {
        receiver: 'caf-13',
        right: 'fr.caf.prime-activite',
        trigger: 'bereavement',
        endings: [
          { people: 7, outcome: 'right-opened' },
          { people: 15, outcome: 'right-updated' },
          { people: 3, outcome: 'unreachable' },
        ],
      },
      {
        receiver: 'carsat-sud-est',
        right: 'fr.carsat.aspa',
        trigger: 'bereavement',
        endings: [
          { people: 14, outcome: 'right-opened' },
          { people: 8, outcome: 'claim-filed' },
          { people: 3, outcome: 'unreachable' },
        ],
      },
    ],
  },
]

/** The agencies whose desks are told. */
export const toldAgencies: readonly string[] = [
  ...new Set(events.flatMap(({ flows }) => flows.map(flow => flow.receiver))),
]

/** To how many people an event happens: every receiver is told of each. */
export function peopleOf({ flows }: LifeEvent): number {
  const [first, ...others] = flows.map(flow => countPeople(flow.endings))
  if (first === undefined || others.some(people => people !== first)) {
    throw new Error('every receiver is told of everybody')
  }
  return first
}

/** What must be counted, computed from the events. */
export function expectEvents(): Figures {
  const signals = events.reduce((sum, event) => sum + peopleOf(event) * event.flows.length, 0)
  const outcomes: Record<string, number> = {}
  let informed = 0
  for (const { people, outcome } of events.flatMap(({ flows }) => flows.flatMap(f => f.endings))) {
    if (outcome !== 'unreachable') informed += people
    for (const place of ['hub', 'desk']) {
      const name = `${place}-${outcome}`
      outcomes[name] = (outcomes[name] ?? 0) + people
    }
  }
  return {
    accepted: signals,
    received: signals,
    takenCharge: signals,
    closed: signals,
    traceOfReleases: signals,
    deskReceived: signals,
    deskTakenCharge: signals,
    deskInformed: informed,
    deskClosed: signals,
    ...outcomes,
    events: events.reduce((sum, event) => sum + peopleOf(event), 0),
    stillOpenable: 0,
    casesSeenByOthers: 0,
  }
}
