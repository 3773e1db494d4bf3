import t from 'tap'
import { judgeAgents, judgeErasing } from '../src/domain/flags/agents.ts'
import { easterOf, isBankHoliday } from '../src/domain/flags/bank-holidays.ts'
import { median } from '../src/domain/flags/flag.ts'
import { isOffHours, judgeHours } from '../src/domain/flags/hours.ts'
import { thresholds } from '../src/domain/flags/thresholds.ts'
import { judgeDay, judgeWeek } from '../src/domain/flags/volume.ts'

const days = (count: number, value: number) => Array.from({ length: count }, () => value)

t.test('the middle', async t => {
  t.equal(median([]), 0)
  t.equal(median([3, 1, 2]), 2)
  t.equal(median([4, 1, 3, 2]), 2.5)
})

t.test('a day of many signals is one against the agreement’s own past', async t => {
  const past = [...days(46, 0), ...days(10, 10)]
  t.strictSame(judgeDay(30, past), { count: 30, usual: 10, most: 10, among: 10 })
  t.equal(judgeDay(29, past), undefined, 'less than three times')
  t.equal(judgeDay(19, [...days(46, 0), ...days(10, 2)]), undefined, 'too few to be many')
  t.equal(judgeDay(1_000, days(56, 0)), undefined, 'a new agreement has no past')
  t.equal(judgeDay(1_000, [...days(47, 0), ...days(9, 10)]), undefined, 'nor has a young one')
  t.equal(judgeDay(90, [...past, 90]), undefined, 'it has happened before: a campaign')
  t.ok(judgeDay(91, [...past, 90]))
})

t.test('a week of few signals, where there are many as a rule', async t => {
  t.strictSame(judgeWeek(0, days(8, 20)), { count: 0, usual: 20, among: 8 })
  t.equal(judgeWeek(2, days(8, 20)), undefined, 'a tenth')
  t.ok(judgeWeek(1, days(8, 20)))
  t.equal(judgeWeek(0, days(8, 19)), undefined)
  t.equal(judgeWeek(0, [...days(4, 0), ...days(4, 30)]), undefined, 'in every other week')
})

t.test('bank holidays of both countries', async t => {
  const easters = ['2024-03-31', '2025-04-20', '2026-04-05', '2027-03-28', '2038-04-25']
  t.strictSame(
    easters.map(day => easterOf(Number(day.slice(0, 4)))),
    easters,
  )
  for (const day of ['2026-04-06', '2026-05-14', '2026-05-25', '2026-11-11']) {
    t.ok(isBankHoliday('fr', day), day)
    t.ok(isBankHoliday('be', day), day)
  }
  t.strictSame(
    [isBankHoliday('fr', '2026-07-14'), isBankHoliday('be', '2026-07-14')],
    [true, false],
  )
  t.strictSame(
    [isBankHoliday('fr', '2026-07-21'), isBankHoliday('be', '2026-07-21')],
    [false, true],
  )
  t.notOk(isBankHoliday('fr', '2026-11-12'))
})

t.test('hours are those of Paris and Brussels', async t => {
  // Thursday; in winter one hour, in summer two ahead of UTC.
  t.strictSame(
    [5, 6, 18, 19].map(hour => isOffHours('2026-11-19', hour, 'fr')),
    [true, false, false, true],
  )
  t.strictSame(
    [4, 5, 17, 18].map(hour => isOffHours('2026-07-16', hour, 'fr')),
    [true, false, false, true],
  )
  t.ok(isOffHours('2026-11-21', 10, 'fr'), 'Saturday')
  t.ok(isOffHours('2026-11-22', 10, 'fr'), 'Sunday')
  t.ok(isOffHours('2026-07-14', 10, 'fr'), 'a holiday in France')
  t.notOk(isOffHours('2026-07-14', 10, 'be'), 'and none in Belgium')
  t.notOk(isOffHours('2026-11-23', 10, 'fr'))
})

t.test('people at work at night are shown where it is no habit', async t => {
  const past = days(56, 0)
  t.strictSame(judgeHours({ count: 5, of: 40 }, past), { count: 5, of: 40, usual: 0, among: 0 })
  t.equal(judgeHours({ count: 4, of: 4 }, past), undefined)
  const rare = [...days(49, 0), ...days(7, 6)]
  t.ok(judgeHours({ count: 5, of: 40 }, rare))
  t.equal(judgeHours({ count: 50, of: 50 }, [...days(48, 0), ...days(8, 6)]), undefined)
})

t.test('an agent is compared with colleagues, where there are enough', async t => {
  const peers = ['b', 'c', 'd', 'e'].map(agent => ({ agent, acts: 10 }))
  t.strictSame(judgeAgents([{ agent: 'a', acts: 30 }, ...peers]), [
    { agent: 'a', measured: { count: 30, usual: 10, most: 10, among: 4 } },
  ])
  t.strictSame(judgeAgents([{ agent: 'a', acts: 29 }, ...peers]), [])
  t.strictSame(judgeAgents([{ agent: 'a', acts: 300 }, ...peers.slice(1)]), [], 'three are few')
  t.strictSame(judgeAgents([{ agent: 'a', acts: 300 }]), [])
})

t.test('closings that erase: many, a large share, and larger than others’', async t => {
  const min = thresholds.erasingAgentMin
  const others = { erasing: 20, closed: 100 }
  t.strictSame(judgeErasing({ erasing: 10, closed: 20 }, others, min), {
    count: 10,
    of: 20,
    usual: 0.2,
    among: 100,
  })
  t.equal(judgeErasing({ erasing: 9, closed: 9 }, others, min), undefined)
  t.equal(judgeErasing({ erasing: 10, closed: 31 }, others, min), undefined, 'a small share')
  t.equal(judgeErasing({ erasing: 10, closed: 26 }, others, min), undefined, 'not twice theirs')
  t.ok(judgeErasing({ erasing: 10, closed: 20 }, { erasing: 9, closed: 9 }, min), 'nobody beside')
})
