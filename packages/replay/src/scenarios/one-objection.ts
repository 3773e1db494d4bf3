import { agreementText } from '@unefois/local'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import {
  type Bystander,
  beginObjection,
  type Flow,
  finishBystanders,
  openDesks,
  reopenDesks,
  sendAll,
} from './one-objection/acts.ts'
import { readObjection } from './one-objection/readings.ts'

/** A second and a third mutuality beside the sample's: the rights name their addressee. */
const others = ['mutualite-riviere', 'mutualite-colline'] as const

/**
 * Four agencies are told of one person. Two desks are at work and have opened what they were sent
 * when the person objects; two are closed for the day.
 */
const flows: readonly Flow[] = [
  {
    sender: 'cpas-forest',
    receiver: 'mutualite-horizon',
    right: 'be.mutualite.intervention-majoree',
    about: { addressee: 'mutualite-horizon' },
    isOpen: true,
  },
  {
    sender: 'onem',
    receiver: 'cpas-forest',
    right: 'be.cpas.aide-sociale',
    about: { territory: 'be-21007' },
    isOpen: true,
  },
  {
    sender: 'onss',
    receiver: 'mutualite-riviere',
    right: 'be.mutualite.affiliation',
    about: { addressee: 'mutualite-riviere' },
    isOpen: false,
  },
  {
    sender: 'onem',
    receiver: 'mutualite-colline',
    right: 'be.mutualite.intervention-majoree',
    about: { addressee: 'mutualite-colline' },
    isOpen: false,
  },
]
const opened = flows.filter(flow => flow.isOpen).length
const waiting = flows.length - opened
/** Others of whom the same four agencies are told, and who object to nothing. */
const bystanders = 25
const cases = bystanders * flows.length

/**
 * The person’s view (federal proposal of March 2021, action 6; CRPA L.114-8 II): one objection, all
 * receivers, at once.
 */
export const oneObjection: Scenario = {
  name: 'one-objection',
  title:
    'Four agencies are told of one person; two have opened it, two have not. The person objects, ' +
    'once.',
  desks: flows.map(flow => flow.receiver),
  cast: {
    participants: others.map(id => ({
      id,
      name: `Mutualité ${id === 'mutualite-riviere' ? 'Rivière' : 'Colline'} (FICTITIOUS)`,
      type: 'mutualite',
      country: 'be',
      publicServiceMission: true,
    })),
    agreements: nowMs =>
      flows
        .filter(flow => !flow.isOpen)
        .map(({ sender, receiver, right }) =>
          agreementText({
            sender,
            receiver,
            rights: [right],
            basis: 'statutory-duty',
            optionalFields: {},
            nowMs,
          }),
        ),
  },
  states: [
    'signals-sent',
    'cases-opened',
    'objection-lodged',
    'cases-erased',
    'desks-reopened',
    'signal-sent-after',
    'others-handled',
    'hub-informed',
  ],
  expected: {
    signalsOfPerson: flows.length + 1,
    openedBefore: opened,
    receipts: opened,
    casesErased: opened,
    openedAfter: 0,
    stillOpenable: 0,
    recallsOpen: 0,
    othersSent: cases,
    othersClosed: cases,
    'hub-right-opened': cases,
    seenSent: flows.length + 1,
  },
  play,
}

async function play(stage: Stage) {
  const person = stage.person('be-niss')
  const crowd: Bystander[] = Array.from({ length: bystanders }, () => ({
    subject: stage.person('be-niss').subject,
    signals: [],
  }))
  const closedDesks = flows.filter(flow => !flow.isOpen).map(flow => flow.receiver)
  await openDesks(stage, closedDesks, false)
  stage.narrate(
    `${person.name} is signalled to four agencies, and ${bystanders} others are, too. The desks ` +
      `of ${closedDesks.join(' and ')} are closed for the day.`,
  )
  const mine = await sendAll(stage, flows, person.subject)
  for (const each of crowd) each.signals.push(...(await sendAll(stage, flows, each.subject)))
  stage.pass('signals-sent')
  const { receipt, erased } = await beginObjection(stage, { person, mine, opened, waiting })
  await reopenDesks(stage, closedDesks)
  const later = await sendAll(stage, flows.slice(0, 1), person.subject)
  stage.pass('signal-sent-after')
  stage.narrate(
    'A fifth signal about the same person is answered “sent” like any other, and goes nowhere: ' +
      `the objection holds until ${receipt.lapsesAt.slice(0, 10)}.`,
  )
  await finishBystanders(stage, crowd)
  return readObjection(stage, { mine: [...mine, ...later], crowd, openedBefore: opened, erased })
}
