import { randomUUID } from 'node:crypto'
import { openAtRest } from '@unefois/sealing'
import t from 'tap'
import { adviser, belgian, openConsent, page, person } from './open-consent.ts'

const live = { key: true, recall: null }
const gone = { key: false, recall: null }
const recalled = { key: false, recall: 'objection' }

t.test('the whole life of an objection to everything', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const other = person()
  const waiting = await hub.exchange.accept(subject)
  const released = await hub.exchange.accept(subject, { right: 'fr.carsat.aspa' })
  const received = await hub.exchange.accept(subject, { sender: 'onss' })
  const erased = await hub.exchange.accept(subject, { sender: 'onem' })
  const others = await hub.exchange.accept(other)
  t.ok(await hub.exchange.release(released.id))
  await hub.exchange.receive(received.id)
  await hub.exchange.receive(erased.id)
  await hub.sql.admin`UPDATE exchange.signal SET state = 'erased' WHERE id = ${erased.id}`
  const ids = [waiting, released, received, erased, others].map(({ id }) => id)

  const key = randomUUID()
  const body = {
    subject,
    scope: {},
    lodgedBy: 'adviser',
    language: 'nl',
    reminder: { channel: 'e-mail', address: 'someone@example.org' },
  }
  const lodged = await hub.post('/v1/objections', body, adviser, key)
  t.equal(lodged.status, 201)
  t.match(lodged.body, {
    kind: 'objection',
    scope: {},
    lodgedAt: '2026-11-20T10:00:00.000Z',
    lapsesAt: '2028-11-20T10:00:00.000Z',
    agency: 'mission-locale-marseille',
    agent: 'agt_ml0001',
    covers: 'this-number-and-told-successors',
    setAside: [],
    reminder: true,
    texts: { fr: /2028-11-20/u, en: /covers the number it was lodged for/u },
  })
  t.strictSame(await hub.exchange.stateOf(ids), [gone, recalled, recalled, gone, live])
  t.equal(await hub.exchange.release(released.id), false, 'a key that is gone is not released')
  t.equal((await hub.exchange.accept(subject)).verdict, 'objected', 'nor does another get in')
  t.equal((await hub.exchange.accept(other)).verdict, 'sent')

  await t.test('the same key, the same answer; another body, the original named', async t => {
    t.strictSame((await hub.post('/v1/objections', body, adviser, key)).body, lodged.body)
    const reused = await hub.post(
      '/v1/objections',
      { ...body, scope: { agency: 'onss' } },
      adviser,
      key,
    )
    t.match(reused, {
      status: 409,
      body: { code: 'idempotency-key-reused', original: lodged.body.id },
    })
    const elsewhere = { subject, right: 'fr.cpam.c2s', lodgedBy: 'adviser' }
    t.equal((await hub.post('/v1/renunciations', elsewhere, adviser, key)).status, 409)
  })

  await t.test('the receipt again, as JSON and as a calendar entry', async t => {
    const url = `/v1/objections/${lodged.body.id}`
    t.strictSame((await hub.get(url)).body, lodged.body)
    const foreign = { ...adviser, agency: 'caf-13' }
    t.match(await hub.get(url, foreign), { status: 404, body: { code: 'objection-unknown' } })
    t.equal((await hub.get(`/v1/renunciations/${lodged.body.id}`)).status, 404)
    const { text, headers } = await hub.get(`${url}/calendar`)
    t.match(headers['content-type'], /^text\/calendar/u)
    t.match(text, /\r\nDTSTART;VALUE=DATE:20281120\r\n/u)
    t.match(text, /\r\nSUMMARY;LANGUAGE=nl:Einde van mijn bezwaar\r\n/u)
    t.ok(
      text.split('\r\n').every(line => Buffer.byteLength(line) <= 75),
      'lines are folded',
    )
    t.match(text.replaceAll('\r\n ', ''), /voor het nummer waarvoor ze is ingediend/u)
  })

  await t.test('the reminder is sealed under its row', async t => {
    const [row] = await hub.sql.admin<{ reminder: Buffer; label: string }[]>`
      SELECT reminder, index_key AS label FROM consent.objection`
    const sealKey = hub.keys.reminderKey(row?.label ?? '')
    if (row === undefined || sealKey === undefined) throw new Error('no reminder')
    t.notOk(row.reminder.includes('example'))
    t.match(String(openAtRest(sealKey, row.reminder, lodged.body.id)), /someone@example\.org/u)
    t.throws(() => openAtRest(sealKey, row.reminder, randomUUID()))
  })

  await t.test('taken back with its id and the number, anywhere', async t => {
    const url = `/v1/objections/${lodged.body.id}/withdrawal`
    const anywhere = { ...adviser, agency: 'caf-13', agent: 'agt_caf001' }
    const wrongPerson = await hub.post(url, { subject: other, by: 'adviser' }, anywhere)
    const wrongId = await hub.post(
      `/v1/objections/${randomUUID()}/withdrawal`,
      { subject, by: 'adviser' },
      anywhere,
    )
    t.strictSame([wrongPerson.status, wrongPerson.body], [404, wrongId.body])
    const again = randomUUID()
    const back = await hub.post(url, { subject, by: 'adviser' }, anywhere, again)
    t.match(back, { status: 200, body: { id: lodged.body.id, withdrawnAt: /Z$/u } })
    t.strictSame((await hub.post(url, { subject, by: 'adviser' }, anywhere, again)).body, back.body)
    t.equal((await hub.post(url, { subject, by: 'adviser' }, anywhere)).status, 404)
    const [left] = await hub.sql.admin`SELECT count(*)::int AS rows FROM consent.objection`
    t.equal(left?.rows, 0, 'reminder and all')
    t.equal((await hub.exchange.accept(subject)).verdict, 'sent')
    t.strictSame((await hub.exchange.stateOf(ids))[0], gone, 'what was destroyed stays so')
  })

  const stored = JSON.stringify([
    await hub.sql.admin`SELECT * FROM consent.objection`,
    await hub.sql.admin`SELECT * FROM consent.idempotency`,
    await hub.sql.admin`SELECT * FROM audit.event`,
    hub.lines,
  ])
  t.notOk(stored.includes(subject.value), 'no identifier in rows or log')
  t.notOk(stored.includes('example.org'))
})

t.test('the scope lattice: what a person refuses, and nothing else', async t => {
  const hub = await openConsent(t)
  const flows = [
    { right: 'fr.cpam.c2s', receiver: 'cpam-13' },
    { right: 'fr.cpam.c2s', receiver: 'cpam-75' },
    { right: 'fr.carsat.aspa', receiver: 'cpam-13' },
  ]
  const lattice = [
    { scope: {}, hit: [true, true, true] },
    { scope: { right: 'fr.cpam.c2s' }, hit: [true, true, false] },
    { scope: { agency: 'cpam-13' }, hit: [true, false, true] },
    { scope: { right: 'fr.cpam.c2s', agency: 'cpam-13' }, hit: [true, false, false] },
  ]
  for (const { scope, hit } of lattice) {
    const subject = person()
    const waiting = []
    const received = []
    for (const flow of flows) waiting.push((await hub.exchange.accept(subject, flow)).id)
    for (const flow of flows) {
      const { id } = await hub.exchange.accept(subject, { ...flow, sender: 'onss' })
      await hub.exchange.receive(id)
      received.push(id)
    }
    const body = { subject, scope, lodgedBy: 'person' }
    t.equal((await hub.post('/v1/objections', body, page)).status, 201)
    const label = JSON.stringify(scope)
    t.strictSame(
      (await hub.exchange.stateOf(waiting)).map(({ key }) => !key),
      hit,
      `${label}: keys`,
    )
    t.strictSame(
      (await hub.exchange.stateOf(received)).map(({ recall }) => recall !== null),
      hit,
      `${label}: recalls`,
    )
    const later = []
    for (const flow of flows) later.push((await hub.exchange.accept(subject, flow)).verdict)
    t.strictSame(
      later.map(verdict => verdict === 'objected'),
      hit,
      `${label}: later`,
    )
  }
  const [most] = [person()]
  await hub.post(
    '/v1/objections',
    { subject: most, scope: { right: 'fr.carsat.aspa' }, lodgedBy: 'person' },
    page,
  )
  await hub.post('/v1/objections', { subject: most, scope: {}, lodgedBy: 'person' }, page)
  t.equal((await hub.exchange.accept(most)).verdict, 'objected', 'the most restrictive wins')
})

t.test(
  'what an agreement set the right to object aside for is spared, waiting or held',
  async t => {
    const hub = await openConsent(t)
    const subject = person()
    const aside = { objectable: false }
    const waiting = await hub.exchange.accept(subject, aside)
    const received = await hub.exchange.accept(subject, aside)
    const other = await hub.exchange.accept(subject)
    await hub.exchange.receive(received.id)
    const body = { subject, scope: {}, lodgedBy: 'adviser' }
    t.equal((await hub.post('/v1/objections', body)).status, 201)
    const ids = [waiting, received, other].map(({ id }) => id)
    t.strictSame(await hub.exchange.stateOf(ids), [live, gone, gone])
    t.equal((await hub.exchange.accept(subject, aside)).verdict, 'sent', 'and later ones get in')
    const [stopped] = await hub.sql.admin`SELECT count(*)::int AS rows FROM audit.event
    WHERE signal_id = ANY (${ids}::uuid[]) AND operation IN ('signal-destroy', 'signal-recall')`
    t.equal(stopped?.rows, 1, 'no trace of what was not done')
  },
)

t.test('a renunciation gives up one right, for as long as the law allows', async t => {
  const hub = await openConsent(t)
  const subject = belgian()
  const signal = await hub.exchange.accept(subject, { right: 'be.mutualite.affiliation' })
  const kept = await hub.exchange.accept(subject, { right: 'be.cpas.aide-sociale' })
  const body = { subject, right: 'be.mutualite.affiliation', lodgedBy: 'adviser', keptMonths: 12 }
  const renounced = await hub.post('/v1/renunciations', body)
  t.match(renounced, {
    status: 201,
    body: {
      kind: 'renunciation',
      scope: { right: body.right },
      lapsesAt: '2027-11-20T10:00:00.000Z',
    },
  })
  t.strictSame(await hub.exchange.stateOf([signal.id, kept.id]), [gone, live])
  t.match((await hub.get(`/v1/renunciations/${renounced.body.id}/calendar`)).text, /renoncement/u)
  for (const keptMonths of [11, 25]) {
    t.match(await hub.post('/v1/renunciations', { ...body, keptMonths }), {
      status: 422,
      body: { code: 'kept-months-out-of-range', article: 'CRPA R.114-9-7' },
    })
  }
  const url = `/v1/renunciations/${renounced.body.id}/withdrawal`
  t.equal((await hub.post(url, { subject, by: 'person' }, page)).status, 200, 'revocable')
  const again = { right: 'be.mutualite.affiliation' }
  t.equal((await hub.exchange.accept(subject, again)).verdict, 'sent')
})
