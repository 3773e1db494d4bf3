import { agreementText } from '@unefois/local'
import type { Scenario } from '../scenario.ts'
import { type NumberFlow, playNumber, withEverybodyElse } from './succession/acts.ts'
import { readSuccession } from './succession/readings.ts'

/** Others whose numbers stay as they are, at each of the two agencies. */
const others = 20

const flows: readonly NumberFlow[] = [
  {
    country: 'France',
    sender: 'caf-13',
    receiver: 'carsat-sud-est',
    right: 'fr.carsat.aspa',
    about: { territory: 'fr-13' },
    former: { scheme: 'fr-nir', kind: 'nia', called: 'a provisional number (NIA)' },
    current: { scheme: 'fr-nir', kind: 'nir', called: 'a NIR' },
  },
  {
    country: 'Belgium',
    sender: 'cpas-forest',
    receiver: 'mutualite-horizon',
    right: 'be.mutualite.intervention-majoree',
    about: { addressee: 'mutualite-horizon' },
    former: { scheme: 'be-niss', kind: 'bis', called: 'a bis number' },
    current: { scheme: 'be-niss', kind: 'nn', called: 'a national number (NISS)' },
  },
]
const two = flows.length
const collector = 'mission-locale-marseille'

/**
 * Identifiers succeed one another: numbers that begin with 7 or 8 become NIR, bis numbers become
 * NISS. Refusing provisional numbers locked 68,000 people out at one agency; forgetting what was
 * said under them would be the other mistake.
 */
export const succession: Scenario = {
  name: 'succession',
  title:
    'Two people objected under a provisional number. They are given their lasting one, and the ' +
    'objection follows.',
  desks: flows.map(flow => flow.receiver),
  cast: {
    participants: [],
    // The agreement that a person gave under the first number holds under the second.
    agreements: nowMs => [
      agreementText({
        sender: collector,
        receiver: 'carsat-sud-est',
        rights: ['fr.carsat.aspa'],
        basis: 'with-agreement',
        optionalFields: { territory: ['fr-13'] },
        nowMs,
      }),
    ],
  },
  states: [
    ...flows.flatMap(() => [
      'objection-lodged',
      'signals-sent',
      'case-opened-under-the-new-number',
      'succession-told',
      'case-erased',
      'signal-sent-after',
    ]),
    'agreement-holds',
    'others-handled',
    'hub-informed',
  ],
  expected: {
    // Under the former number, under the current one before it was told, and after.
    signals: 3 * two,
    openedBeforeTold: two,
    recalled: two,
    receipts: two,
    openedAfterTold: 0,
    stillOpenable: 0,
    agreementHolds: 1,
    othersClosed: others * two,
    'hub-right-opened': others * two,
  },
  async play(stage) {
    const played = []
    for (const flow of flows) played.push(await playNumber(stage, flow))
    const rest = await withEverybodyElse(stage, { flows, others, collector })
    return readSuccession(stage, { played, ...rest })
  },
}
