import { agreementText } from '@unefois/local'
import type { Scenario } from '../scenario.ts'
import { closeAll, orient, receiveAtCpam, signalPeople } from './onward/acts.ts'
import { readOnward } from './onward/readings.ts'
import { caf, carsat, collector, cpam, expectOnward, people, states } from './onward/story.ts'

/**
 * “Bilan exhaustif des droits”: the CPAM’s adviser finds that another agency is competent and sends
 * the signal on, to agencies that the person named when they agreed, and to no other (Assurance
 * maladie, press file of March 2018: 1,392 people found a partner, here a tenth).
 */
export const onward: Scenario = {
  name: 'onward',
  title:
    `The CPAM takes stock of the rights of ${people} people and sends their signals on, where ` +
    'they agreed that it may.',
  desks: [cpam, caf.receiver, carsat.receiver],
  cast: {
    participants: [],
    agreements: nowMs => [
      // The first signal may be sent on under the next two, which both ask for the agreement.
      ...[caf, carsat].map(({ receiver, right }) =>
        agreementText({
          sender: cpam,
          receiver,
          rights: [right],
          basis: 'with-agreement',
          optionalFields: { territory: ['fr-13'] },
          nowMs,
        }),
      ),
    ],
  },
  states,
  expected: expectOnward(),
  async play(stage) {
    stage.narrate(`At ${collector}, ${people} people agree that named agencies be told of them.`)
    const signalled = await signalPeople(stage)
    const received = await receiveAtCpam(stage, signalled)
    const sentOn = await orient(stage, received)
    await closeAll(stage, sentOn)
    return readOnward(stage, sentOn)
  },
}
