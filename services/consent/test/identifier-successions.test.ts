import { randomUUID } from 'node:crypto'
import t from 'tap'
import { adviser, belgian, openConsent, person, register } from './open-consent.ts'

const lodge = (subject: object, scope: object = {}) => ({ subject, scope, lodgedBy: 'adviser' })

t.test('a NIR replaces a NIA, and what was said holds on', async t => {
  const hub = await openConsent(t)
  const former = person('nia')
  const current = person()
  const agreement = {
    rights: ['fr.cpam.c2s'],
    recipients: ['cpam-13'],
    obtainedOn: '2026-11-20',
    channel: 'in-person',
    agent: 'agt_0001',
  }
  const objection = await hub.post('/v1/objections', lodge(former, { agency: 'carsat-sud-est' }))
  await hub.post('/v1/renunciations', { subject: former, right: 'fr.caf.rsa', lodgedBy: 'adviser' })
  await hub.clock.advance(1_000)
  const given = await hub.post('/v1/person-agreements', { ...agreement, subject: former })

  const refused = { receiver: 'carsat-sud-est', right: 'fr.carsat.aspa' }
  const underCurrent = await hub.exchange.accept(current, refused)
  const received = await hub.exchange.accept(current, { ...refused, sender: 'onss' })
  await hub.exchange.receive(received.id)
  const fine = await hub.exchange.accept(current)
  const ofFormer = await hub.exchange.accept(former)
  t.equal(underCurrent.verdict, 'sent', 'until told, it covers only the number it was lodged for')

  const key = randomUUID()
  const told = await hub.post('/v1/identifier-successions', { former, current }, register, key)
  t.match(told, { status: 201, body: { id: String, recordedAt: '2026-11-20T10:00:01.000Z' } })
  t.strictSame(Object.keys(told.body).sort(), ['id', 'recordedAt'], 'and nothing of what there was')
  t.strictSame(
    (await hub.post('/v1/identifier-successions', { former, current }, register, key)).body,
    told.body,
  )
  const states = (signals: { id: string }[]) => hub.exchange.stateOf(signals.map(({ id }) => id))
  t.strictSame(await states([underCurrent, received, fine, ofFormer]), [
    { key: false, recall: null },
    { key: false, recall: 'objection' },
    { key: true, recall: null },
    { key: true, recall: null },
  ])
  const verdict = async (wanted: object) => (await hub.exchange.accept(current, wanted)).verdict
  t.equal(await verdict(refused), 'objected')
  t.equal(await verdict({ right: 'fr.caf.rsa' }), 'objected', 'renunciations too')
  const resting = { sender: adviser.agency, personAgreement: given.body.id }
  t.equal(await verdict(resting), 'sent', 'agreements too, under their own id')

  await t.test('told again it changes nothing twice', async t => {
    await hub.post('/v1/identifier-successions', { former, current }, register)
    const [rows] = await hub.sql.admin`SELECT
      (SELECT count(*)::int FROM consent.objection) AS objections,
      (SELECT count(*)::int FROM consent.person_agreement) AS agreements`
    t.strictSame({ ...rows }, { objections: 4, agreements: 2 })
  })

  await t.test('an objection under the new number finds signals under the old one', async t => {
    await hub.exchange.receive(fine.id)
    t.equal((await hub.post('/v1/objections', lodge(current))).status, 201)
    t.strictSame(await states([fine, ofFormer]), [
      { key: false, recall: 'objection' },
      { key: false, recall: null },
    ])
  })

  await t.test('taken back by the old receipt and the new number, under both', async t => {
    const url = `/v1/objections/${objection.body.id}/withdrawal`
    t.equal((await hub.post(url, { subject: current, by: 'adviser' })).status, 200)
    const rows = await hub.sql.admin`
      SELECT 1 FROM consent.objection WHERE id = ${objection.body.id}`
    t.equal(rows.length, 0)
  })
})

t.test('an earlier objection does not undo what was agreed to in person after it', async t => {
  const hub = await openConsent(t)
  const former = belgian('bis')
  const current = belgian()
  await hub.post('/v1/objections', lodge(former))
  await hub.clock.advance(1_000)
  const given = await hub.post('/v1/person-agreements', {
    subject: former,
    rights: ['be.cpas.aide-sociale'],
    recipients: ['cpas-forest'],
    obtainedOn: '2026-11-20',
    channel: 'in-person',
    agent: 'agt_0001',
  })
  const flow = { sender: adviser.agency, receiver: 'cpas-forest', right: 'be.cpas.aide-sociale' }
  const lifted = await hub.exchange.accept(former, { ...flow, personAgreement: given.body.id })
  const plain = await hub.exchange.accept(current, { ...flow, sender: 'onem' })
  t.equal((await hub.post('/v1/identifier-successions', { former, current }, register)).status, 201)
  t.strictSame(
    (await hub.exchange.stateOf([lifted.id, plain.id])).map(({ key }) => key),
    [true, false],
  )
})

t.test('only a provisional number is replaced, and only by one of its own scheme', async t => {
  const hub = await openConsent(t)
  const pairs = [
    { former: person(), current: person() },
    { former: person('nia'), current: person('nia') },
    { former: person('nia'), current: belgian() },
    { former: belgian(), current: belgian('bis') },
  ]
  for (const pair of pairs) {
    t.match(await hub.post('/v1/identifier-successions', pair, register), {
      status: 422,
      body: { code: 'succession-unfit' },
    })
  }
  const bad = { former: { scheme: 'fr-nir', value: '253072B07300471' }, current: person() }
  t.match(await hub.post('/v1/identifier-successions', bad, register), {
    status: 422,
    body: { errors: [{ pointer: '/former/value' }] },
  })
})

t.test('what is said later under the former number holds for the current one', async t => {
  const hub = await openConsent(t)
  const former = person('nia')
  const current = person()
  await hub.post('/v1/identifier-successions', { former, current }, register)
  const waiting = await hub.exchange.accept(current)
  const received = await hub.exchange.accept(current, { sender: 'onss' })
  await hub.exchange.receive(received.id)
  const lodged = await hub.post('/v1/objections', lodge(former))
  t.equal(lodged.status, 201)
  t.strictSame(await hub.exchange.stateOf([waiting.id, received.id]), [
    { key: false, recall: null },
    { key: false, recall: 'objection' },
  ])
  t.equal((await hub.exchange.accept(current)).verdict, 'objected')
  t.equal((await hub.exchange.accept(former)).verdict, 'objected')
  const rows = await hub.sql.admin`SELECT kind, other FROM consent.succession ORDER BY kind`
  t.match(rows, [{ kind: 'predecessor' }, { kind: 'successor' }])
  for (const { other } of rows) {
    const isClear = [former, current].some(({ value }) => other.includes(Buffer.from(value)))
    t.notOk(isClear, 'sealed')
  }
  const url = `/v1/objections/${lodged.body.id}/withdrawal`
  t.equal((await hub.post(url, { subject: current, by: 'adviser' })).status, 200, 'under either')
  t.equal((await hub.exchange.accept(former)).verdict, 'sent')

  await t.test('until the memory of the succession lapses', async t => {
    await hub.sql.admin`SELECT exchange.ensure_partitions('2028-11-20', 1),
      audit.ensure_partitions('2028-11-20', 1)`
    await hub.clock.set(Date.parse('2028-11-20T10:00:00.000Z'))
    await hub.post('/v1/objections', lodge(former))
    t.equal((await hub.exchange.accept(current)).verdict, 'sent')
  })
})
