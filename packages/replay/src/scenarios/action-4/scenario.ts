import type { Scenario } from '../../scenario.ts'
import { playForest } from './forest.ts'
import { playMarseille } from './marseille.ts'
import { readAction4 } from './readings.ts'

const caseStates = ['case-received', 'case-claimed', 'notice-given', 'person-contacted']

/**
 * The walk-through: action 4 of the Belgian federal proposal of March 2021 ("Dites-le-nous une
 * fois", §4.2), on both sides of the border. A mission locale signals with the person's agreement;
 * a CPAS signals under its duty to inform.
 */
export const action4: Scenario = {
  name: 'action-4',
  title: 'Two agencies notice rights that are other agencies’ business, and say so once.',
  desks: ['cpam-13', 'caf-13', 'mutualite-horizon'],
  states: [
    'person-agreement-recorded',
    'signal-sent',
    'signal-sent',
    ...caseStates,
    'case-on-hold',
    ...caseStates,
    'case-closed',
    'case-resumed',
    'case-closed',
    'classes-learned',
    'signal-sent',
    ...caseStates,
    'case-closed',
    'sender-sees-sent',
    'sender-sees-ended',
    'hub-informed',
    'hub-forgot',
  ],
  expected: {
    accepted: 3,
    received: 3,
    takenCharge: 3,
    closed: 3,
    traceOfReleases: 3,
    'hub-right-opened': 2,
    'hub-claim-filed': 1,
    'hub-right-updated': 1,
    'hub-already-held': 1,
    deskReceived: 3,
    deskTakenCharge: 3,
    deskInformed: 3,
    deskClosed: 3,
    'desk-right-opened': 2,
    'desk-claim-filed': 1,
    'desk-right-updated': 1,
    'desk-already-held': 1,
    stillOpenable: 0,
    classesLearned: 6,
    signalsSeenEnded: 1,
  },
  async play(stage) {
    const { cover, benefit } = await playMarseille(stage)
    const reimbursement = await playForest(stage)
    return readAction4(stage, { cover, benefit, reimbursement })
  },
}
