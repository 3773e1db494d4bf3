import { seededRandom } from '@unefois/identifiers'
import t from 'tap'
import { compareGrowth } from '../src/proofs/oracle/log/judge-log.ts'
import { findGrowths, noteGrowth } from '../src/proofs/oracle/log/note-growth.ts'
import { drawRounds, type Round } from '../src/proofs/oracle/log/rounds.ts'
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

const lookAt = (atMs: number, size: number, signatures = 3) => ({
  atMs,
  size,
  signatures,
  around: new Map<string, number | string>(size % 512 === 0 ? [['policy bytes', size]] : []),
})

t.test('a growth is what two looks in a row show', async t => {
  const looks = [lookAt(1, 512), lookAt(2, 512), lookAt(3, 768), lookAt(4, 768), lookAt(9, 1_280)]
  t.match(findGrowths(looks), [
    { atMs: 3, leaves: 256 },
    { atMs: 9, leaves: 512 },
  ])
  t.same(findGrowths([]), [])
  // A publication of nothing but pads is one, too.
  const countOf = (size: number) => (size < 1_280 ? 7 : 11)
  t.match(findGrowths(looks, countOf), [{ leaves: 0 }, { leaves: 4 }])
})

t.test('of what was sent the growths that follow are noted, and the one before', async t => {
  const looks = [lookAt(0, 256), lookAt(10, 512), lookAt(20, 1_024), lookAt(30, 1_280, 2)]
  const sent = [5, 10, 15, 99].map(fromMs => ({ notes: new Map<string, unknown>(), fromMs }))
  noteGrowth(sent, findGrowths(looks))
  const of = (place: number, name: string) => sent[place]?.notes.get(`log: ${name}`)
  t.same([of(0, 'growth 1'), of(0, 'growth 2'), of(0, 'growth 3')], [256, 512, 256])
  t.same([of(0, 'growth up to 3'), of(0, 'wait 2'), of(0, 'growth before')], [1_024, 15, 0])
  t.equal(of(0, 'policy bytes'), 512)
  t.same([of(1, 'growth 1'), of(1, 'wait 1')], [256, 0])
  t.same([of(2, 'growth 1'), of(2, 'growth before'), of(2, 'signatures 2')], [512, 256, 2])
  t.equal(of(2, 'growth 3'), undefined)
  t.same([...(sent[3]?.notes ?? [])], [['log: growth before', 256]])
})

t.test('half of the rounds are about people who objected', async t => {
  let drawn = 0
  const person = () => ({ scheme: 'fr-nir' as const, value: String(++drawn) })
  const rounds = drawRounds(40, { copies: 9, seed: 5, person })
  t.equal(rounds.filter(({ kind }) => kind === 'objected').length, 20)
  t.equal(rounds.filter(({ kind }) => kind === 'duplicate').length, 10)
  t.equal(new Set(rounds.map(({ subject }) => subject.value)).size, 40)
})

/** Rounds a second apart; each adds so many leaves, and so many more when it is a live one. */
function lookAtRounds(leaves: () => number, more: number) {
  let drawn = 0
  const person = () => ({ scheme: 'fr-nir' as const, value: String(++drawn) })
  const rounds = drawRounds(48, { copies: 1, seed: 2, person }).map(
    (round, place): Round => ({ ...round, fromMs: place * 1_000 }),
  )
  const readings = [lookAt(0, 256)]
  const unpadded = new Map([[256, 256]])
  const publish = (atMs: number, added: number) => {
    const [size = 0, bare = 0] = [...unpadded].at(-1) ?? []
    const next = size + Math.max(1, Math.ceil(added / 256)) * 256
    unpadded.set(next, bare + added)
    readings.push(lookAt(atMs, next))
  }
  for (const { kind, fromMs } of rounds) {
    publish(fromMs + 400, leaves() + (kind === 'objected' ? 0 : more))
    publish(fromMs + 800, 0)
  }
  const countOf = (size: number) => unpadded.get(size) ?? 0
  return { rounds, shown: findGrowths(readings), bare: findGrowths(readings, countOf) }
}

t.test('pads hide a few leaves, not hundreds; a log without pads hides none', async t => {
  const random = seededRandom(13)
  const around = () => 20 + Math.floor(random() * 5)
  const few = lookAtRounds(around, 30)
  t.equal(compareGrowth(few.rounds, few.shown, 2).auc, 0.5)
  t.equal(compareGrowth(few.rounds, few.bare, 2).auc, 1)
  const many = lookAtRounds(around, 300)
  t.equal(compareGrowth(many.rounds, many.shown, 2).auc, 1)
  const unsent = few.rounds.map(round => ({ ...round, fromMs: Number.POSITIVE_INFINITY }))
  t.throws(() => compareGrowth(unsent, few.shown, 2))
})
