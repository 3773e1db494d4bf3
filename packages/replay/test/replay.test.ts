import { codes, validatorFor } from '@unefois/contracts'
import t from 'tap'
import { readStartArguments } from '../src/arguments.ts'
import { mapAtMost } from '../src/map-at-most.ts'
import { proofs } from '../src/proofs/index.ts'
import { findDifferences, judgeReplay, withEveryOutcome } from '../src/result.ts'
import { elapsed, fold } from '../src/say.ts'
import { scenarios } from '../src/scenarios/index.ts'
import { drawPeople } from '../src/synthetic-people.ts'
import { NotInTime, waitFor } from '../src/wait-for.ts'

const at = '2026-11-21T10:00:00.000Z'

function replayed(change: Partial<Parameters<typeof judgeReplay>[0]> = {}) {
  return judgeReplay({
    replay: 'a-story',
    seed: 1,
    expected: { accepted: 3 },
    expectedStates: ['signal-sent', 'case-closed'],
    states: [
      { state: 'signal-sent', at },
      { state: 'case-closed', at },
    ],
    figures: { accepted: 3 },
    sql: { accepted: 3 },
    ...change,
  })
}

t.test('a replay holds when all three agree and every state was passed in order', async t => {
  t.equal(replayed().holds, true)
  const isResult = validatorFor('urn:unefois:contracts:replay-result.v1')
  t.equal(isResult(replayed()), true, 'and follows its contract')
  const broken = {
    'HTTP says less': { figures: { accepted: 2 } },
    'SQL says more': { sql: { accepted: 4 } },
    'both agree on something else': { figures: { accepted: 2 }, sql: { accepted: 2 } },
    'a figure was not read': { figures: {} },
    'a figure was not counted': { sql: {} },
    'a figure that nobody promised': { figures: { accepted: 3, other: 1 } },
    'nothing was promised': { expected: {}, figures: {}, sql: {} },
    'a state is missing': { states: [{ state: 'signal-sent', at }] },
    'the states came in another order': {
      states: [
        { state: 'case-closed', at },
        { state: 'signal-sent', at },
      ],
    },
  }
  for (const [why, change] of Object.entries(broken)) t.equal(replayed(change).holds, false, why)
})

t.test('differences are said by name, with what each way gave', async t => {
  const read = { expected: { b: 1, a: 2 }, figures: { a: 2, b: 1 }, sql: { a: 3 } }
  t.same(findDifferences(read), [
    'a: 2 expected, 2 over HTTP, 3 by SQL',
    'b: 1 expected, 1 over HTTP, nothing by SQL',
  ])
  const expected = { accepted: 1, 'hub-right-opened': 1, 'desk-right-opened': 1 }
  t.same(
    withEveryOutcome(expected, { 'hub-right-opened': 1 }),
    { 'hub-right-opened': 1, 'desk-right-opened': 0 },
    'an outcome that nobody had is none; any other figure must have been read',
  )
})

t.test('the seed says who, and nobody comes twice', async t => {
  const draw = (seed: number) => {
    const people = drawPeople(seed)
    return Array.from({ length: 500 }, (_, n) => people.next(n % 2 === 0 ? 'fr-nir' : 'be-niss'))
  }
  const values = draw(7).map(person => person.subject.value)
  t.same(draw(7), draw(7), 'the same seed, the same people')
  t.not(values[0], draw(8)[0]?.subject.value, 'another seed, others')
  t.equal(new Set(values).size, values.length)
})

t.test('every scenario promises states and figures that the contract can carry', async t => {
  const known = new Set<string>(codes.outcome.map(code => code.code))
  const asked = Object.entries(scenarios).flatMap(([name, { scales }]) =>
    scales ? [[name, undefined] as const, [name, 2_000] as const] : [[name, undefined] as const],
  )
  for (const [name, people] of asked) {
    const scenario = await scenarios[name]?.load(people)
    if (scenario === undefined) throw new Error('every name has its scenario')
    t.equal(scenario.name, name)
    const states = scenario.states.map(state => ({ state, at }))
    const figures = scenario.expected
    const result = judgeReplay({
      replay: name,
      seed: 1,
      expected: figures,
      expectedStates: scenario.states,
      states,
      figures,
      sql: figures,
    })
    t.equal(validatorFor('urn:unefois:contracts:replay-result.v1')(result), true, name)
    const outcomes = Object.keys(figures).flatMap(
      key => /^(?:hub|desk)-(.*)$/u.exec(key)?.[1] ?? [],
    )
    t.ok(outcomes.length > 0 && outcomes.every(code => known.has(code)), 'outcomes are on the list')
  }
})

t.test('every proof says what it promises and what sabotage switches off', async t => {
  for (const load of Object.values(proofs)) {
    const proof = await load()
    t.match(proof.promise, /^\S.*\.$/u)
    t.match(proof.sabotage, /\.$/u)
  }
})

t.test('the command line is understood or refused, never guessed', async t => {
  t.match(readStartArguments([]), { replay: 'action-4', named: false, exit: false, seed: 1 })
  t.match(readStartArguments(['--replay', 'dimona-first-job', '--exit', '--seed', '7']), {
    replay: 'dimona-first-job',
    named: true,
    exit: true,
    seed: 7,
  })
  t.match(
    readStartArguments(['--fault', 'lose-outcomes']),
    { fault: 'lose-outcomes', exit: true },
    'a fault never touches data that are kept',
  )
  t.match(readStartArguments(['--replay', 'inami-im', '--people', '2000']), { people: 2_000 })
  t.same(readStartArguments(['--help']), { kind: 'usage', code: 0 })
  const refused = [
    ['--replay', 'toString'],
    ['--replay', 'no-such-story'],
    ['--fault', 'no-such-fault'],
    ['--seed', '-1'],
    ['--seed', 'seven'],
    ['--seed', ''],
    ['--seed', '2147483648'],
    ['--replay', 'inami-im', '--people', '20'],
    ['--replay', 'inami-im', '--people', 'many'],
    ['--people', '2000'],
    ['--unknown'],
    ['positional'],
  ]
  for (const argv of refused) {
    t.same(readStartArguments(argv), { kind: 'usage', code: 2 }, argv.join(' '))
  }
})

t.test('what is said is folded and timed', async t => {
  t.equal(elapsed(0), '00:00.0')
  t.equal(elapsed(3_299), '00:03.2')
  t.equal(elapsed(754_000), '12:34.0')
  t.same(fold('one two three four', 9), ['one two', 'three', 'four'])
  t.same(fold('a\nb', 9), ['a', 'b'])
  t.same(fold('longer-than-that x', 6), ['longer-than-that', 'x'])
})

t.test('work is bounded, and waiting ends', async t => {
  let now = 0
  let most = 0
  const done: number[] = []
  await mapAtMost(3, [1, 2, 3, 4, 5, 6, 7], async item => {
    now += 1
    most = Math.max(most, now)
    await new Promise(resolve => setImmediate(resolve))
    now -= 1
    done.push(item)
  })
  t.equal(most, 3)
  t.same(done.sort(), [1, 2, 3, 4, 5, 6, 7])
  const begun: number[] = []
  const failing = mapAtMost(2, [1, 2, 3, 4, 5, 6], async item => {
    begun.push(item)
    await new Promise(resolve => setImmediate(resolve))
    throw new Error('this one fails')
  })
  await t.rejects(failing, { message: 'this one fails' })
  t.same(begun, [1, 2], 'nothing new is begun after a failure')
  await t.rejects(
    waitFor(
      'the impossible',
      async () => 1,
      value => value > 1,
      120,
    ),
    NotInTime,
  )
  let reads = 0
  const count = async () => {
    reads += 1
    return reads
  }
  t.equal(await waitFor('the third', count, value => value === 3), 3)
})
