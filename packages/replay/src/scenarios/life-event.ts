import { agreementText } from '@unefois/local'
import { adviserAt } from '../actors/desk-adviser.ts'
import { senderAs } from '../actors/sender.ts'
import { drawLots } from '../campaigns/endings.ts'
import { settleHub } from '../counts/settle-hub.ts'
import { advisersAtOnce } from '../limits.ts'
import { mapAtMost } from '../map-at-most.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import {
  type EventFlow,
  events,
  expectEvents,
  type LifeEvent,
  peopleOf,
  toldAgencies,
} from './life-event/events.ts'
import { readLifeEvents, type TellingOf } from './life-event/readings.ts'

/** One signal of an event, and how it will end. */
interface Told extends TellingOf {
  readonly flow: EventFlow
  readonly outcome: EventFlow['endings'][number]['outcome']
}

/**
 * One event in a life is many agencies’ business: “parcours séparation” between the CAF and the
 * CPAM (Cour des comptes, May 2024), a bereavement the other way round. The agency that hears of it
 * first says so once to each.
 */
export const lifeEvent: Scenario = {
  name: 'life-event',
  title:
    'A couple separates and tells the CAF; a spouse dies and the CPAM hears of it. Each event is ' +
    'two other agencies’ business.',
  desks: toldAgencies,
  cast: {
    participants: [],
    agreements: nowMs =>
      events.flatMap(({ sender, flows }) =>
        flows
          .filter(flow => flow.isInSample !== true)
          .map(({ receiver, right, trigger }) =>
            agreementText({
              sender,
              receiver,
              rights: [right],
              basis: 'public-task',
              optionalFields: { territory: ['fr-13'], trigger: [trigger] },
              nowMs,
            }),
          ),
      ),
  },
  states: ['separation-signalled', 'bereavement-signalled', 'cases-closed', 'hub-informed'],
  expected: expectEvents(),
  async play(stage) {
    const told: Told[] = []
    for (const event of events) told.push(...(await tell(stage, event)))
    await handle(stage, told)
    const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
    await settleHub(stage, period, { closed: told.length })
    return readLifeEvents(stage, { told, period })
  },
}

/** Each event goes to every agency whose business it is: one observation, several signals. */
async function tell(stage: Stage, event: LifeEvent): Promise<Told[]> {
  const sender = senderAs(stage, event.sender)
  const told: Told[] = []
  const lots = event.flows.map(flow => drawLots(flow.endings, stage.seed + 1))
  const people = peopleOf(event)
  for (let person = 0; person < people; person += 1) {
    const { subject } = stage.person('fr-nir')
    for (const [place, flow] of event.flows.entries()) {
      const { right, trigger } = flow
      const observedOn = stage.today()
      const signal = { subject, right, observedOn, territory: 'fr-13', trigger }
      const { id } = await sender.send(signal)
      const outcome = lots[place]?.[person]?.outcome
      if (outcome === undefined) throw new Error('there is a lot for every person')
      told.push({ id, flow, outcome, receiver: flow.receiver, event: `${event.name} ${person}` })
    }
  }
  stage.pass(event.state, { agency: event.sender })
  const receivers = event.flows.map(flow => flow.receiver).join(' and ')
  stage.narrate(
    `${people} times, ${event.sender} hears of a ${event.name}, and tells ${receivers}, ` +
      'each what is its business and nothing else. The person is asked once.',
  )
  return told
}

async function handle(stage: Stage, told: readonly Told[]): Promise<void> {
  await mapAtMost(advisersAtOnce, told, async ({ id, flow, outcome }) => {
    const adviser = adviserAt(stage, flow.receiver)
    await adviser.receive(id)
    await adviser.claim(id)
    if (outcome === 'unreachable') {
      await adviser.contact(id, { channel: 'telephone', result: 'absent' })
    } else {
      await adviser.giveNotice(id, { channel: 'e-mail', language: 'fr' })
      await adviser.contact(id, { channel: 'telephone', result: 'reached' })
    }
    await adviser.close(id, { outcomes: [outcome], levels: ['rights'] })
  })
  stage.pass('cases-closed')
  stage.narrate('Each desk takes up its own case and closes it; none sees what the other does.')
}
