import { validatorFor } from '@unefois/contracts'
import { seededRandom, syntheticNiss } from '@unefois/identifiers'
import t, { type Test } from 'tap'
import { BcssUnavailableError, createBcssPort, limits } from '../src/index.ts'

const random = seededRandom(7)
const isChecks = validatorFor('urn:unefois:contracts:integration-checks.v1')

function newCheck() {
  const ends = { sender: 'cpas-forest', receiver: 'mutualite-horizon' }
  return { identifier: syntheticNiss(random), ...ends, agreementHash: '0'.repeat(64) }
}

type Reply = (values: readonly string[]) => unknown

/** An adapter as it answers over HTTP, and what it was sent. */
function openAdapter(t: Test, reply: Reply, status = 200) {
  const calls: { url: string; headers: Headers; values: readonly string[] }[] = []
  const answer = async (input: string | URL | Request, init: RequestInit = {}) => {
    const body: unknown = JSON.parse(String(init.body))
    if (!isChecks(body)) throw new Error('what was sent is no contract')
    const values = body.checks.map(check => check.subject.value)
    calls.push({ url: String(input), headers: new Headers(init.headers), values })
    await new Promise(setImmediate)
    const said = reply(values)
    return new Response(typeof said === 'string' ? said : JSON.stringify(said), { status })
  }
  const open = (profile: 'development' | 'production' = 'production') =>
    createBcssPort({
      url: 'https://bcss.example',
      token: async () => 'token-of-the-hub',
      profile,
      fetch: answer,
    })
  t.teardown(() => calls.splice(0))
  return { calls, open }
}

const byTheBcss = (passes: readonly boolean[]) => ({ answeredBy: 'bcss', passes })
const faultOf = async (work: Promise<unknown>) => {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  )
  return error instanceof BcssUnavailableError ? error : undefined
}

t.test('each check has its own answer, and numbers stand in bodies only', async t => {
  const known = newCheck()
  const unknown = newCheck()
  const { calls, open } = openAdapter(t, values =>
    byTheBcss(values.map(value => value === known.identifier.value)),
  )
  const port = open()
  const asked = [known, unknown, known].map(check => port.passes(check))
  t.same(await Promise.all(asked), [true, false, true])
  t.equal(calls.length, 1, 'what arrives at once shares a call')
  t.equal(calls[0]?.url, 'https://bcss.example/v1/integration-checks')
  t.equal(calls[0]?.headers.get('authorization'), 'Bearer token-of-the-hub')
  const outside = JSON.stringify([calls[0]?.url, [...(calls[0]?.headers ?? [])]])
  t.notOk(outside.includes(known.identifier.value))
})

t.test('many gather while calls are under way, none is lost or given another’s answer', async t => {
  const checks = Array.from({ length: 2_300 }, newCheck)
  const odd = (value: string) => Number(value) % 2 === 1
  const { calls, open } = openAdapter(t, values => byTheBcss(values.map(odd)))
  const port = open()
  const answers = await Promise.all(checks.map(check => port.passes(check)))
  t.same(
    answers,
    checks.map(check => odd(check.identifier.value)),
  )
  t.ok(calls.every(call => call.values.length <= limits.checksPerCallMax))
  t.equal(calls.flatMap(call => call.values).length, checks.length)
  t.equal(await port.passes(newCheck()).then(() => 'answered'), 'answered', 'and goes on')
})

t.test('whatever is not an answer for each check is none: nothing may be stored', async t => {
  const cases: readonly [string, Reply, number][] = [
    ['invalid-answer', () => byTheBcss([true, true]), 200],
    ['invalid-answer', () => ({ answeredBy: 'bcss', passes: ['yes'] }), 200],
    ['invalid-answer', () => 'OK', 200],
    ['invalid-answer', () => ({ ...byTheBcss([true]), reason: 'receiver' }), 200],
    ['invalid-answer', () => `${JSON.stringify(byTheBcss([true]))}${' '.repeat(20_000)}`, 200],
    ['refused', () => byTheBcss([true]), 403],
    ['unreachable', () => byTheBcss([true]), 503],
    [
      'unreachable',
      values => {
        throw new Error(`socket closed while sending ${values[0]}`)
      },
      200,
    ],
  ]
  for (const [fault, reply, status] of cases) {
    const check = newCheck()
    const { open } = openAdapter(t, reply, status)
    const error = await faultOf(open().passes(check))
    t.equal(error?.fault, fault)
    t.notOk(String(error?.stack).includes(check.identifier.value), 'no number in an error')
    t.equal(error?.cause, undefined)
  }
})

t.test('a call that fails fails its own checks, and the next is answered', async t => {
  let isDown = true
  const { open } = openAdapter(t, values => (isDown ? 'down' : byTheBcss(values.map(() => true))))
  const port = open()
  const faults = await Promise.all([newCheck(), newCheck()].map(c => faultOf(port.passes(c))))
  t.same(
    faults.map(error => error?.fault),
    ['invalid-answer', 'invalid-answer'],
  )
  isDown = false
  t.equal(await port.passes(newCheck()), true)
})

t.test('more than may wait is refused at once', async t => {
  const { open } = openAdapter(t, values => byTheBcss(values.map(() => true)))
  const port = open()
  const all = Array.from({ length: limits.waitingChecksMax + 1 }, () => port.passes(newCheck()))
  t.equal((await faultOf(all.pop() ?? Promise.resolve()))?.fault, 'too-many')
  t.equal((await Promise.all(all)).length, limits.waitingChecksMax)
})

t.test('production takes no simulator’s answer and no address in clear', async t => {
  const { open } = openAdapter(t, () => ({ answeredBy: 'simulator', passes: [true] }))
  t.equal(await open('development').passes(newCheck()), true)
  t.equal((await faultOf(open('production').passes(newCheck())))?.fault, 'simulator')
  const clear = { url: 'http://127.0.0.1:4605', token: async () => '' }
  t.throws(() => createBcssPort({ ...clear, profile: 'production' }), /https/u)
  t.ok(createBcssPort({ ...clear, profile: 'development' }))
})
