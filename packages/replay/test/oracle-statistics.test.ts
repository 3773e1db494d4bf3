import { seededRandom } from '@unefois/identifiers'
import t from 'tap'
import { boundsOf, measureAuc, midranks, upperTail } from '../src/proofs/oracle/stats/auc.ts'
import { judge, rankFeatures } from '../src/proofs/oracle/stats/judge.ts'
import { openBoard } from '../src/proofs/oracle/stats/table.ts'

const z = 1.645

t.test('ranks share what is equal', async t => {
  t.same([...midranks(Float64Array.of(3, 1, 3, 2))], [3.5, 1, 3.5, 2])
})

t.test('the area is the share of pairs in order, ties counting half', async t => {
  const of = (a: number[], b: number[]) => measureAuc(Float64Array.from(a), Float64Array.from(b))
  t.equal(of([3, 4], [1, 2]).auc, 1)
  t.equal(of([1, 2], [3, 4]).auc, 0)
  t.equal(of([1, 1], [1, 1]).auc, 0.5)
  // Of nine pairs seven are in order and one is a tie.
  t.ok(Math.abs(of([2, 3, 5], [1, 2, 4]).auc - 6.5 / 9) < 1e-12)
  // By hand: V10 = (2/3·…) gives variances of the shares; DeLong divides each by its group.
  const above = [1.5 / 3, 2 / 3, 3 / 3]
  const below = [3 / 3, 2.5 / 3, 1 / 3]
  const variance = (v: number[]) => {
    const center = v.reduce((a, b) => a + b) / 3
    return v.reduce((sum, x) => sum + (x - center) ** 2, 0) / 2
  }
  const expected = variance(above) / 3 + variance(below) / 3
  t.ok(Math.abs(of([2, 3, 5], [1, 2, 4]).variance - expected) < 1e-12)
  t.throws(() => of([1], [1, 2]))
})

t.test('the normal tail', async t => {
  t.ok(Math.abs(upperTail(1.645) - 0.05) < 1e-4)
  t.ok(Math.abs(upperTail(0) - 0.5) < 1e-6)
  t.ok(Math.abs(upperTail(-1.96) - 0.975) < 1e-4)
})

t.test('the bound holds about as often as it says', async t => {
  const random = seededRandom(7)
  let misses = 0
  const tries = 400
  for (let i = 0; i < tries; i += 1) {
    const a = Float64Array.from({ length: 80 }, random)
    const b = Float64Array.from({ length: 80 }, random)
    if (boundsOf(measureAuc(a, b), z).upper < 0.5) misses += 1
  }
  t.ok(misses / tries > 0.02 && misses / tries < 0.09, `${misses} of ${tries}`)
})

/** Noise in many columns; a positive also shows what `leak` adds. */
function crowd(
  each: number,
  leak: (random: () => number, isPositive: boolean) => Record<string, number | string>,
) {
  const random = seededRandom(11)
  const board = openBoard(2 * each)
  const places = Array.from({ length: 2 * each }, (_, place) => place)
  for (const place of places) {
    const notes = board.notes(place)
    for (let i = 0; i < 60; i += 1) notes.set(`noise-${i}`, random())
    notes.set('same', 5)
    notes.set('word', random() < 0.5 ? 'a' : 'b')
    notes.set('nobody’s', `word ${place}`)
    for (const [name, value] of Object.entries(leak(random, place < each))) notes.set(name, value)
  }
  const contest = { name: 'x', positives: places.slice(0, each), negatives: places.slice(each) }
  return { columns: board.columns(), contest }
}

t.test('nothing is found where there is nothing', async t => {
  const { columns, contest } = crowd(1_500, () => ({}))
  t.notOk(columns.some(column => column.name === 'same'))
  for (const verdict of judge(columns, contest, { seed: 3, z })) {
    t.ok(verdict.lower < 0.5 && verdict.upper > 0.5, JSON.stringify(verdict))
    t.ok(verdict.upper < 0.55)
  }
  t.ok(rankFeatures(columns, contest).every(feature => feature.chance > 0.01))
})

t.test('a shift of a third of the spread is found among noise', async t => {
  const { columns, contest } = crowd(1_500, (random, positive) => ({
    time: random() + random() + random() + (positive ? 0.17 : 0),
  }))
  const verdicts = judge(columns, contest, { seed: 3, z })
  t.ok(
    verdicts.every(verdict => verdict.lower > 0.53),
    JSON.stringify(verdicts),
  )
  t.equal(rankFeatures(columns, contest)[0]?.name, 'time')
})

t.test('a word, an absence and a rare value are found', async t => {
  const leaks = [
    (_: () => number, positive: boolean) => ({ status: positive ? 'held' : 'sent' }),
    (_: () => number, positive: boolean) => (positive ? {} : { there: 1 }),
    (random: () => number, positive: boolean) => ({
      count: positive && random() < 0.2 ? 1 : 0,
    }),
  ]
  for (const leak of leaks) {
    const { columns, contest } = crowd(600, leak)
    t.ok(judge(columns, contest, { seed: 3, z }).every(verdict => verdict.lower > 0.53))
  }
})

t.test('what lies on both sides is found by steps, not by order', async t => {
  const { columns, contest } = crowd(1_000, (random, positive) => ({
    both: positive ? Math.floor(random() * 2) * 4 + random() : 1 + 3 * random(),
  }))
  const [boosting] = judge(columns, contest, { seed: 3, z })
  t.equal(boosting?.attacker, 'boosting')
  t.ok((boosting?.lower ?? 0) > 0.9, JSON.stringify(boosting))
})
