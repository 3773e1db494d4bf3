import { validatorFor } from '@unefois/contracts'
import t from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { bodyOf, openBoth as open } from './support/console.ts'
import { signalMessage, type TestDesk } from './support/desk.ts'

const isTable = validatorFor('urn:unefois:contracts:territory-statistics.v1')
const isStatistics = validatorFor('urn:unefois:contracts:desk-statistics.v2')
const dayMs = 24 * 3_600_000

/** Cases of so many people of a territory; answers their ids. */
async function receiveFrom(desk: TestDesk, territory: string, count: number): Promise<string[]> {
  const sealed = Array.from({ length: count }, () => desk.seal(desk.person(), { territory }))
  await desk.take(sealed.map(each => signalMessage(each.signal)))
  return sealed.map(each => each.id)
}

/** As if these had been told, and closed with an outcome, so many days after reception. */
async function endAfter(
  { sql, clock }: TestDesk,
  ids: readonly string[],
  days: { informed: number; closed: number; outcome: string },
): Promise<void> {
  const after = (count: number) => new Date(clock.nowMs() + count * dayMs)
  await sql`UPDATE desk.cases SET state = 'closed', informed_at = ${after(days.informed)},
    ended_at = ${after(days.closed)}, outcomes = ${[days.outcome]}
    WHERE id = ANY (${[...ids]}::uuid[])`
}

t.test('by territory: final figures, small cells hidden, erased people still counted', async t => {
  const { desk, asAdviser } = await open(t)
  const read = async (quarter: string) => {
    const answer = await asAdviser('GET', `/v1/statistics/territories?quarter=${quarter}`)
    return bodyOf(answer, isTable)
  }
  const opened = { informed: 3, closed: 30, outcome: 'right-opened' }
  const marseille = await receiveFrom(desk, 'fr-13', 60)
  await endAfter(desk, marseille.slice(0, 20), opened)
  await endAfter(desk, marseille.slice(20, 40), { ...opened, closed: 200 })
  const var_ = await receiveFrom(desk, 'fr-83', 25)
  await endAfter(desk, var_.slice(0, 12), opened)
  await receiveFrom(desk, 'fr-84', 14)
  await receiveFrom(desk, 'fr-04', 12)
  await receiveFrom(desk, 'fr-05', 3)
  t.match(await asAdviser('GET', '/v1/statistics/territories?quarter=2026-Q4'), {
    status: 422,
    body: { code: 'case-quarter-open' },
  })
  t.match(await asAdviser('GET', '/v1/statistics/territories?quarter=2026-12'), { status: 400 })

  await desk.clock.advance(230 * dayMs)
  const before = await read('2026-Q4')
  t.match(before, {
    asOf: '2027-04-01T00:00:00.000Z',
    rows: [
      { territory: 'fr-83', received: 25 },
      { territory: 'fr-13', received: 60, opened: 20 },
    ],
    hiddenTerritories: 3,
    totals: { received: 114, informed: 52, opened: 32 },
  })
  await desk.clock.advance(160 * dayMs)
  await keepHouse(desk.deps)()
  const [held] = await desk.admin`SELECT count(*)::int AS n FROM desk.cases WHERE erased_at IS NULL`
  t.match(held, { n: 0 })
  t.same(await read('2026-Q4'), before, 'the same when all of it was erased')
})

t.test('medians: half within so many days, and none of few', async t => {
  const { desk, asAdviser } = await open(t)
  const ids = await receiveFrom(desk, 'fr-13', 21)
  for (const [n, id] of ids.entries()) {
    await endAfter(desk, [id], { informed: n, closed: 2 * n, outcome: 'already-held' })
  }
  const read = async (days: number) => {
    const from = desk.clock.now().toISOString()
    const to = new Date(desk.clock.nowMs() + days * dayMs).toISOString()
    return bodyOf(await asAdviser('GET', `/v1/statistics?from=${from}&to=${to}`), isStatistics)
  }
  t.match(await read(60), { medianDaysToInformed: 10, medianDaysToClosed: 20, closed: 21 })
  const few = await read(10)
  t.match(few, { informed: 10, closed: 5 })
  t.notOk('medianDaysToInformed' in few)
  t.notOk('medianDaysToClosed' in few)
})
