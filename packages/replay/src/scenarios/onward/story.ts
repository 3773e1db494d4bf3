import type { Figures } from '../../result.ts'

export const collector = 'mission-locale-marseille'
export const cpam = 'cpam-13'
export const firstRight = 'fr.cpam.c2s'

/** An agency that the CPAM sends signals on to. */
export interface Next {
  readonly receiver: string
  readonly right: string
}
export const caf: Next = { receiver: 'caf-13', right: 'fr.caf.prime-activite' }
export const carsat: Next = { receiver: 'carsat-sud-est', right: 'fr.carsat.aspa' }

/** What a group of people agreed to, and where the CPAM would send them. */
export interface Group {
  readonly people: number
  /** Named in the agreement, beside the CPAM. */
  readonly named: readonly Next[]
  readonly towards: Next
}

/** “1 392 assurés ont pu bénéficier d’une orientation vers un partenaire”: a tenth. */
const oriented = 139
/** Which partners, and who named whom, is not said. ILLUSTRATIVE. */
const toCarsat = 39
const notNamed = 20

export const groups: readonly Group[] = [
  { people: oriented - toCarsat, named: [caf], towards: caf },
  { people: toCarsat, named: [caf, carsat], towards: carsat },
  // They named the CAF alone: the Carsat is not told, although the agencies have an agreement.
  { people: notNamed, named: [caf], towards: carsat },
]
export const people = groups.reduce((sum, group) => sum + group.people, 0)

export const states = [
  'agreements-recorded',
  'signals-sent',
  'rights-taken-stock-of',
  'signals-sent-on',
  'cases-closed',
  'hub-informed',
  'classes-learned',
]

/** What must be counted, computed from the groups. */
export function expectOnward(): Figures {
  return {
    accepted: people + oriented,
    received: people + oriented,
    declined: oriented,
    refusedOnward: notNamed,
    sentToCaf: oriented - toCarsat,
    sentToCarsat: toCarsat,
    closed: oriented + notNamed,
    'hub-right-opened': oriented,
    'hub-already-held': notNamed,
    keepTheirClock: oriented,
    stillOpenable: 0,
    seenNotCompetent: oriented,
    seenActed: oriented,
  }
}
