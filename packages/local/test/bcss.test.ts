import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { createBcssPort } from '@unefois/bcss'
import { createLog } from '@unefois/events'
import { type Identifier, seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import { createManualClock } from '@unefois/service'
import { type Bearer, testIssuer } from '@unefois/testing'
import t, { type Test } from 'tap'
import { buildBcssSimulator, simulatorEvents } from '../src/bcss/simulator.ts'

const random = seededRandom(11)
const now = new Date('2026-11-20T10:00:00.000Z')
const sender = 'cpas-forest'
const receiver = 'mutualite-horizon'
const hubService: Bearer = { agency: 'hub', roles: ['service'], scopes: ['snapshot'] }
const operator: Bearer = { agency: 'hub', roles: ['operator'], scopes: ['registry-admin'] }

async function openSimulator(t: Test) {
  const lines: string[] = []
  const destination = { write: (line: string) => void lines.push(line) }
  const { issuer, tokenOf } = await testIssuer(t)
  const clock = createManualClock(now.getTime())
  const log = createLog({ service: 'bcss-simulator', events: simulatorEvents, destination })
  const app = buildBcssSimulator({ issuer, clock, log })
  const url = await app.listen({ host: '127.0.0.1', port: 0 })
  t.teardown(() => app.close())
  const post = (path: string, body: object, as: Bearer) =>
    app.inject({
      method: 'POST',
      url: path,
      headers: { authorization: `Bearer ${tokenOf(as)}` },
      payload: body,
    })
  const integrate = (
    { scheme, value }: Identifier,
    participant: string,
    days: { from: string; to?: string } = { from: '2026-01-01' },
  ) =>
    post(
      '/v1/integrations',
      { integrations: [{ subject: { scheme, value }, participant, ...days }] },
      operator,
    )
  const port = createBcssPort({
    url,
    token: async () => tokenOf(hubService),
    profile: 'development',
  })
  const passes = (identifier: Identifier, agreementHash = '0'.repeat(64)) =>
    port.passes({ identifier, sender, receiver, agreementHash })
  return { post, integrate, passes, clock, lines }
}

t.test('who is not integrated at both ends does not pass', async t => {
  const { integrate, passes } = await openSimulator(t)
  const people = Array.from({ length: 4 }, () => syntheticNiss(random))
  const [both, atSender, atReceiver, nowhere] = people
  if (!both || !atSender || !atReceiver || !nowhere) throw new Error('four people')
  for (const participant of [sender, receiver]) {
    t.equal((await integrate(both, participant)).statusCode, 204)
  }
  await integrate(atSender, sender)
  await integrate(atReceiver, receiver)
  t.same(await Promise.all(people.map(each => passes(each))), [true, false, false, false])
})

t.test('an integration has days, by the hub’s clock, both included', async t => {
  const { integrate, passes, clock } = await openSimulator(t)
  const person = syntheticNiss(random)
  await integrate(person, sender)
  await integrate(person, receiver, { from: '2026-11-21', to: '2026-11-22' })
  const answers: boolean[] = []
  for (const day of ['2026-11-20', '2026-11-21', '2026-11-22', '2026-11-23']) {
    await clock.set(Date.parse(`${day}T10:00:00.000Z`))
    answers.push(await passes(person))
  }
  t.same(answers, [false, true, true, false])
})

t.test('it answers the hub alone, takes a NISS alone, and writes no number down', async t => {
  const { post, integrate, lines } = await openSimulator(t)
  const { scheme, value } = syntheticNiss(random)
  const ends = { sender, receiver, agreementHash: '0'.repeat(64) }
  const path = '/v1/integration-checks'
  const body = { checks: [{ subject: { scheme, value }, ...ends }] }
  const agency: Bearer = { agency: sender, roles: ['integrator'], scopes: ['signals'] }
  t.equal((await post(path, body, agency)).statusCode, 403)
  t.equal((await post(path, body, operator)).statusCode, 403)
  t.equal((await post('/v1/integrations', { integrations: [] }, hubService)).statusCode, 403)
  const answer = await post(path, body, hubService)
  t.same(answer.json(), { answeredBy: 'simulator', passes: [false] })
  const nir = syntheticNir(random)
  t.match((await integrate(nir, sender)).json(), {
    status: 422,
    errors: [{ pointer: '/integrations/0/subject' }],
  })
  const swapped = `${value.slice(0, -2)}${value.endsWith('00') ? '98' : '00'}`
  const wrong = { checks: [{ subject: { scheme, value: swapped }, ...ends }] }
  const refused = await post(path, wrong, hubService)
  t.match(refused.json(), {
    code: 'bcss-number-invalid',
    errors: [{ pointer: '/checks/0/subject' }],
  })
  const said = [...lines, refused.body].join('')
  for (const number of [value, nir.value, swapped]) t.notOk(said.includes(number))
})

t.test('in production its process does not start', async t => {
  const main = fileURLToPath(new URL('../src/bcss/main.ts', import.meta.url))
  for (const profile of [{ PROFILE: 'production' }, {}]) {
    const child = spawn(process.execPath, [main], {
      env: { PORT: '1', OPS_PORT: '2', ISSUER_URL: 'https://issuer.example', ...profile },
      stdio: ['ignore', 'ignore', 'pipe'],
    })
    let said = ''
    child.stderr.on('data', chunk => {
      said += chunk
    })
    const [code] = await once(child, 'close')
    t.equal(code, 1)
    t.match(said, 'no place in production')
  }
})
