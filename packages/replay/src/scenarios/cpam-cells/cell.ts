import type { Actor } from '../../actors/actor.ts'
import { officeAt } from '../../actors/case-office.ts'
import { drawLots } from '../../campaigns/endings.ts'
import { advisersAtOnce, casesPerPage } from '../../limits.ts'
import { mapAtMost } from '../../map-at-most.ts'
import { inFigures, openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import { advisers, type CellEnding, type Cells, cpam, right, waves } from './shares.ts'

/** One person accompanied: by whom, and how it will end. */
export interface Accompaniment {
  readonly id: string
  readonly adviser: Actor
  readonly ending: CellEnding
  version: number
}

/** The cell receives everybody; each adviser claims, tells, and talks with their own people. */
export async function openAccompaniments(
  stage: Stage,
  { endings }: Cells,
  people: number,
): Promise<Accompaniment[]> {
  await officeAt(stage, cpam).receive(people, stage.begunAt)
  const team = advisers.map(clientId => stage.as(clientId, { desk: cpam }))
  const [first] = team
  if (first === undefined) throw new Error('the cell has advisers')
  const path = `/v1/cases?queue=to-take-up&limit=${casesPerPage}`
  const waiting = await first.list(path, 'urn:unefois:contracts:case-list.v2')
  const lots = drawLots(endings, stage.seed + 2)
  const begun = waiting.map(({ id, version }, place): Accompaniment => {
    const ending = lots[place]
    if (ending === undefined) throw new Error('there is a lot for every case')
    return { id, version, ending, adviser: team[place % team.length] ?? first }
  })
  const progress = openProgress(stage.narrate, 'The cell takes up', begun.length)
  let done = 0
  await mapAtMost(advisersAtOnce, begun, async each => {
    await act(each, 'claim', {})
    for (const [verb, body] of firstTalk(stage, each.ending)) await act(each, verb, body)
    done += 1
    progress.reach(done)
  })
  stage.pass('accompaniments-begun', { right, agency: cpam })
  stage.narrate(
    `${inFigures(begun.length)} accompaniments begin. ${advisers.length} advisers share them; ` +
      'each person keeps the same one.',
  )
  return begun
}

/** On each of the waves’ days, a part of the accompaniments ends: as many on the first as last. */
export async function closeInWaves(stage: Stage, begun: readonly Accompaniment[]): Promise<void> {
  const ending = begun.filter(each => each.ending.outcomes.length > 0)
  let day = 0
  for (const [place, on] of waves.entries()) {
    await stage.letDaysPass(on - day)
    day = on
    const mine = ending.filter((_, index) => waveOf(index, ending.length) === place)
    const progress = openProgress(stage.narrate, `After ${on} days the cell closes`, mine.length)
    let done = 0
    await mapAtMost(advisersAtOnce, mine, async each => {
      const { outcomes, levels } = each.ending
      await act(each, 'close', { outcomes, levels })
      done += 1
      progress.reach(done)
    })
    stage.pass('accompaniments-closed', { right, agency: cpam })
  }
  stage.narrate('Closed with what came of it: several outcomes and several levels where they hold.')
}

/** A third each; what does not divide goes to the wave in the middle, so that the mean stands. */
function waveOf(index: number, all: number): number {
  const third = Math.floor(all / waves.length)
  if (index < third) return 0
  return index < all - third ? 1 : 2
}

function firstTalk(stage: Stage, { outcomes }: CellEnding): [string, object][] {
  const at = stage.now().toISOString()
  const call = { channel: 'telephone', at, leavesContent: false }
  if (outcomes[0] === 'unreachable') return [['contacts', { ...call, result: 'absent' }]]
  const notice = { informedAt: at, channel: 'telephone', template: 'first-contact-1' }
  return [
    ['notice', { ...notice, language: 'fr' }],
    ['contacts', { ...call, result: 'reached' }],
  ]
}

async function act(each: Accompaniment, verb: string, body: object): Promise<void> {
  each.version = await each.adviser.move(`/v1/cases/${each.id}/${verb}`, body, each.version)
}
