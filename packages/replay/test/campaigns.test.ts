import t from 'tap'
import {
  countPeople,
  drawLots,
  type Ending,
  scaleEndings,
  shuffle,
  splitEndings,
} from '../src/campaigns/endings.ts'
import { expectCounts, nameAsSender, nameCounts, percent } from '../src/campaigns/view.ts'
import { addMonths, nextMonth } from '../src/dates.ts'
import { openProgress } from '../src/progress.ts'
import { drawKills } from '../src/proofs/batch/draw-kills.ts'
import { NotInTime } from '../src/wait-for.ts'
import { waitWhileMoving } from '../src/wait-while-moving.ts'

const endings: readonly Ending[] = [
  { people: 2_547, contact: 'letter', outcomes: ['right-opened'] },
  { people: 10_671, contact: 'letter' },
  { people: 23_171 },
]

t.test('lots are drawn without replacement: totals are exact, the seed says who', async t => {
  const lots = drawLots(endings, 7)
  t.equal(lots.length, 36_389)
  for (const ending of endings) {
    t.equal(lots.filter(lot => lot === ending).length, ending.people)
  }
  const spell = (seed: number) =>
    drawLots(endings, seed)
      .map(lot => endings.indexOf(lot))
      .join('')
  const first = spell(7)
  t.ok(first === spell(7), 'the same seed, the same lots')
  t.ok(first !== spell(8), 'another seed, another order')
  t.same(shuffle([], 1), [])
  const orders = new Set(Array.from({ length: 200 }, (_, n) => shuffle([1, 2, 3], n).join('')))
  t.equal(orders.size, 6, 'every order comes')
})

t.test('scaled and split, shares stay and nobody is lost', async t => {
  for (const people of [200, 999, 2_000, 36_389, 100_001]) {
    const scaled = scaleEndings(endings, people)
    t.equal(countPeople(scaled), people)
    for (const [place, ending] of scaled.entries()) {
      const exact = ((endings[place]?.people ?? 0) * people) / 36_389
      t.ok(Math.abs(ending.people - exact) < 1, `${people}: within one person`)
    }
    const parts = splitEndings(scaled, [3, 2])
    for (const place of endings.keys()) {
      const sum = parts.reduce((all, part) => all + (part[place]?.people ?? 0), 0)
      t.equal(sum, scaled[place]?.people)
    }
  }
})

t.test('what must be counted follows from the endings alone', async t => {
  const counts = expectCounts([
    ...endings,
    { people: 40, contact: 'in-vain', outcomes: ['unreachable'] },
    { people: 101, contact: 'talk', outcomes: ['claim-filed', 'right-opened'] },
  ])
  t.same(counts, {
    integrated: 36_530,
    received: 36_530,
    contacted: 13_319,
    closed: 2_688,
    declined: 0,
    outcomes: { 'right-opened': 2_648, unreachable: 40, 'claim-filed': 101 },
  })
  t.same(nameCounts('a-', { ...counts, outcomes: { unreachable: 0 } }), {
    'a-integrated': 36_530,
    'a-received': 36_530,
    'a-contacted': 13_319,
    'a-closed': 2_688,
    'a-declined': 0,
  })
  t.same(
    nameAsSender('', counts),
    {
      integrated: 36_530,
      contacted: 13_320,
      'right-opened': 2_650,
      'claim-filed': 100,
      openedOfIntegrated: 7.25,
      openedOfContacted: 19.89,
    },
    'rounded to five, forty people hidden',
  )
  t.equal(percent(2_547, 36_389), 7)
  t.equal(percent(2_547, 13_218), 19.27)
  t.equal(percent(3_610, 5_000, 1), 72.2)
  t.equal(percent(1, 0), 0)
})

t.test('kills lie in the batch, in order, both victims equally often', async t => {
  for (const seed of [1, 2, 3]) {
    const kills = drawKills(seed, 10_000)
    t.same(kills, drawKills(seed, 10_000))
    const points = kills.map(kill => kill.atLine)
    t.same(
      points,
      points.toSorted((a, b) => a - b),
    )
    t.ok(points.every(point => point > 0 && point < 10_000))
    t.equal(kills.filter(kill => kill.victim === 'cli').length, kills.length / 2)
  }
  t.notSame(drawKills(1, 10_000), drawKills(2, 10_000))
})

t.test('dates in UTC', async t => {
  t.equal(nextMonth(new Date('2026-12-31T23:59:59.999Z')).toISOString(), '2027-01-01T00:00:00.000Z')
  t.equal(addMonths(new Date('2026-11-21T05:00:00Z'), 4).toISOString(), '2027-03-21T05:00:00.000Z')
})

t.test('waiting lasts as long as something moves, and no longer', async t => {
  let moved = 0
  const move = async () => {
    moved += 1
    return moved
  }
  t.equal(await waitWhileMoving('three', move, value => value === 3, 30_000), 3)
  const still = waitWhileMoving(
    'nothing',
    async () => 1,
    value => value > 1,
    300,
  )
  await t.rejects(still, NotInTime)
  const said: string[] = []
  openProgress(line => said.push(line), 'Work', 10).reach(5)
  t.same(said, [], 'short work says nothing')
})
