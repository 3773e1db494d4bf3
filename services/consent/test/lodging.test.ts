import { randomUUID } from 'node:crypto'
import t from 'tap'
import { createAnswerPace } from '../src/answer-pace.ts'
import { limits } from '../src/limits.ts'
import { adviser, openConsent, page, person } from './open-consent.ts'

t.test('who may speak for a person, and how often', async t => {
  const hub = await openConsent(t)
  const body = (change: object) => ({
    subject: person(),
    scope: {},
    lodgedBy: 'adviser',
    ...change,
  })
  const system = { agency: 'caf-13', scopes: ['objections'] }
  const refused: [object, typeof adviser, object][] = [
    [
      { lodgedBy: 'person' },
      adviser,
      { status: 403, body: { code: 'lodger-unfit', article: 'CRPA L.114-8 II' } },
    ],
    [{}, system, { status: 422, body: { code: 'agent-unfit', article: 'CRPA R.114-9-6' } }],
    [{ agent: 'agt_other1' }, adviser, { status: 422, body: { code: 'agent-unfit' } }],
    [{ lodgedBy: 'person', agent: 'agt_0001' }, page, { status: 422 }],
    [
      { lodgedBy: 'legal-representative' },
      adviser,
      { status: 422, body: { code: 'authority-unfit' } },
    ],
    [{ authority: 'mandate' }, adviser, { status: 422, body: { code: 'authority-unfit' } }],
  ]
  for (const [change, bearer, answer] of refused) {
    t.match(await hub.post('/v1/objections', body(change), bearer), answer, JSON.stringify(change))
  }
  const wrong = await hub.post(
    '/v1/objections',
    body({ subject: { scheme: 'fr-nir', value: '253072B07300471' } }),
  )
  t.match(wrong, {
    status: 422,
    body: { code: 'identifier-invalid', errors: [{ pointer: '/subject/value' }] },
  })
  t.notOk(wrong.text.includes('253072B07300471'))
  const representative = {
    lodgedBy: 'legal-representative',
    authority: 'guardianship',
    agent: 'agt_0009',
  }
  t.match(await hub.post('/v1/objections', body(representative), system), {
    status: 201,
    body: { lodgedBy: 'legal-representative', authority: 'guardianship' },
  })

  await t.test('past the quota of an agent: 429, and the others go on', async t => {
    await hub.sql.admin`UPDATE consent.lodging_use SET acts = ${limits.lodgingsPerAgentMax - 1}
      WHERE agent = 'agt_0009'`
    const last = randomUUID()
    const sent = body(representative)
    t.equal((await hub.post('/v1/objections', sent, system, last)).status, 201)
    const over = await hub.post('/v1/objections', body(representative), system)
    t.match(over, {
      status: 429,
      body: { code: 'lodging-quota-reached' },
      headers: { 'retry-after': '50400' },
    })
    t.equal((await hub.post('/v1/objections', sent, system, last)).status, 201, 'a key is answered')
    const colleague = body({ ...representative, agent: 'agt_0010' })
    t.equal((await hub.post('/v1/objections', colleague, system)).status, 201)
    t.equal((await hub.post('/v1/objections', body({ lodgedBy: 'person' }), page)).status, 201)
    await hub.sql.admin`UPDATE consent.lodging_use SET acts = ${limits.lodgingsPerAgencyMax}
      WHERE agency = 'caf-13' AND agent = '*'`
    const invented = body({ ...representative, agent: 'agt_0011' })
    t.equal((await hub.post('/v1/objections', invented, system)).status, 429, 'nor in new names')
    await hub.clock.advance(14 * limits.hourMs)
    t.equal(
      (await hub.post('/v1/objections', body(representative), system)).status,
      201,
      'next day',
    )
  })
})

t.test('no oracle: nothing in the answer or its time depends on signals', async t => {
  const hub = await openConsent(t)
  const signalled = person()
  for (let count = 0; count < 5; count += 1) {
    const { id } = await hub.exchange.accept(signalled)
    if (count % 2 === 0) await hub.exchange.receive(id)
  }
  const lodge = (subject: object) =>
    hub.post('/v1/objections', { subject, scope: {}, lodgedBy: 'adviser' })
  const known = await lodge(signalled)
  const unknown = await lodge(person())
  const twice = await lodge(signalled)
  const shape = ({ status, body, headers }: typeof known) => ({
    status,
    body: { ...body, id: '' },
    headers: { ...headers, date: '', traceparent: '' },
  })
  t.strictSame(shape(known), shape(unknown))
  t.strictSame(shape(known), shape(twice))
  t.equal(hub.paced.length, 3, 'each answer waits for its multiple')
  await hub.post('/v1/objections', {
    subject: signalled,
    scope: {},
    lodgedBy: 'adviser',
    keptMonths: 3,
  })
  t.equal(hub.paced.length, 3, 'a refusal of the body knows nothing, and waits for nothing')

  let nowMs = 0
  const waits: number[] = []
  const pace = createAnswerPace({
    everyMs: 250,
    monotonicMs: () => nowMs,
    wait: async ms => void waits.push(ms),
  })
  for (const spentMs of [1, 249, 250, 251]) {
    nowMs = 1_000 + spentMs
    await pace(1_000)
  }
  t.strictSame(waits, [249, 1, 0, 249])
})
