import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '@unefois/identifiers'
import { adviserAt } from '../actors/desk-adviser.ts'
import { senderAs } from '../actors/sender.ts'
import { settleHub } from '../counts/settle-hub.ts'
import { mapAtMost } from '../map-at-most.ts'
import type { Scenario } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { readDimona } from './dimona-readings.ts'

const sender = 'onss'
const receiver = 'mutualite-horizon'
const right = 'be.mutualite.affiliation'
const gapMsMax = 40
const advisersAtOnce = 6

/** What becomes of one person in so many: fixed, whoever they are. */
const endings = [
  { people: 36, outcomes: ['claim-filed', 'right-opened'], reached: true },
  { people: 6, outcomes: ['already-held'], reached: true },
  { people: 3, outcomes: ['claim-filed'], reached: true },
  { people: 3, outcomes: ['unreachable'], reached: false },
] as const
const people = endings.reduce((sum, ending) => sum + ending.people, 0)
const reached = endings.reduce((sum, each) => sum + (each.reached ? each.people : 0), 0)

/**
 * Dimona: the declaration of a first job reaches the ONSS; the young worker must join a mutuality.
 * One signal an event, as it arrives (federal proposal of March 2021).
 */
export const dimonaFirstJob: Scenario = {
  name: 'dimona-first-job',
  title: `${people} first jobs are declared; each becomes one signal, at once.`,
  desks: [receiver],
  states: [
    'first-jobs-declared',
    'cases-received',
    'cases-claimed',
    'people-contacted',
    'cases-closed',
    'hub-informed',
    'sender-sees-sent',
  ],
  expected: {
    accepted: people,
    received: people,
    takenCharge: people,
    closed: people,
    traceOfReleases: people,
    ...outcomeFigures('hub'),
    deskReceived: people,
    deskTakenCharge: people,
    deskInformed: reached,
    deskClosed: people,
    ...outcomeFigures('desk'),
    stillOpenable: 0,
    signalsSeenSent: people,
  },
  async play(stage) {
    const ids = await declareFirstJobs(stage)
    await handle(stage, ids)
    const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
    await settleHub(stage, period, { closed: people })
    return readDimona(stage, { ids, period, sender, receiver })
  },
}

function outcomeFigures(prefix: string): Record<string, number> {
  const figures: Record<string, number> = {}
  for (const ending of endings) {
    for (const outcome of ending.outcomes) {
      const name = `${prefix}-${outcome}`
      figures[name] = (figures[name] ?? 0) + ending.people
    }
  }
  return figures
}

/** Events come when they come: each is signalled by itself, no batch is waited for. */
async function declareFirstJobs(stage: Stage): Promise<string[]> {
  stage.narrate(
    `Employers declare ${people} first jobs to the ONSS, one after another. Whoever begins to ` +
      'work must join a mutuality; the ONSS tells the mutuality, by NISS, at once.',
  )
  const onss = senderAs(stage, sender)
  const random = seededRandom(stage.seed)
  const ids: string[] = []
  for (let event = 0; event < people; event += 1) {
    const { subject } = stage.person('be-niss')
    const trigger = 'first-job'
    const observedOn = stage.today()
    const sent = await onss.send({ subject, right, observedOn, addressee: receiver, trigger })
    ids.push(sent.id)
    await sleep(random() * gapMsMax)
  }
  stage.pass('first-jobs-declared', { right, agency: sender })
  return ids
}

async function handle(stage: Stage, ids: readonly string[]): Promise<void> {
  const adviser = adviserAt(stage, receiver)
  const about = { right, agency: receiver }
  const each = (work: (id: string) => Promise<unknown>) => mapAtMost(advisersAtOnce, ids, work)
  await each(id => adviser.receive(id))
  stage.pass('cases-received', about)
  stage.narrate(`The mutuality’s desk has received and opened all ${people}.`)
  await each(id => adviser.claim(id))
  stage.pass('cases-claimed', about)
  const endingOf = castLots(ids, stage.seed)
  await each(async id => {
    const { reached: answers } = endingOf(id)
    const result = answers ? 'reached' : 'absent'
    if (answers) await adviser.giveNotice(id, { channel: 'e-mail', language: 'nl' })
    await adviser.contact(id, { channel: 'telephone', result })
  })
  stage.pass('people-contacted', about)
  stage.narrate(
    `Advisers claim the cases and tell people of their rights; ${reached} can be reached.`,
  )
  await each(id => adviser.close(id, { outcomes: [...endingOf(id).outcomes], levels: ['rights'] }))
  stage.pass('cases-closed', about)
  stage.narrate('Every case is closed with what came of it, several outcomes where several hold.')
}

/** Says who ends how: the shares are fixed, the seed only shuffles the people. */
function castLots(ids: readonly string[], seed: number): (id: string) => (typeof endings)[number] {
  const random = seededRandom(seed + 1)
  const order = ids.map(id => ({ id, at: random() })).sort((a, b) => a.at - b.at)
  const lots = endings.flatMap(ending => Array.from({ length: ending.people }, () => ending))
  const ending = new Map(order.map(({ id }, place) => [id, lots[place]]))
  return id => ending.get(id) ?? endings[0]
}
