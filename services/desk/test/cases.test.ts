import { randomUUID } from 'node:crypto'
import t from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { adviser, letter, openBoth as open, receive } from './support/console.ts'
import { recallMessage } from './support/desk.ts'
import { eventsOf } from './support/rows.ts'

t.test('a case from claim to closing, with the notice, and what the hub is told', async t => {
  const { desk, asAdviser } = await open(t)
  const person = desk.person()
  const id = await receive(desk, person)
  const at = desk.clock.now().toISOString()
  t.match(await asAdviser('GET', '/v1/cases?queue=to-take-up'), {
    status: 200,
    body: { items: [{ id, version: 1, state: 'to-take-up', takeUpBy: '2026-12-07' }] },
  })
  t.match(await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 }), {
    status: 204,
    version: 2,
  })
  const claimed = await asAdviser('GET', `/v1/cases/${id}`)
  t.match(claimed, {
    status: 200,
    version: 2,
    body: { state: 'taken-charge', adviser, subject: { scheme: 'fr-nir', value: person.value } },
  })
  const claims = { outcomes: ['right-opened'] }
  t.match(await asAdviser('POST', `/v1/cases/${id}/close`, { version: 2, body: claims }), {
    status: 422,
    body: { code: 'case-notice-missing', article: 'CRPA L.114-8 II §2' },
  })
  const contact = { channel: 'telephone', result: 'reached', at, leavesContent: false }
  t.match(
    await asAdviser('POST', `/v1/cases/${id}/contacts`, {
      version: 2,
      body: contact,
      key: randomUUID(),
    }),
    { status: 204, version: 3 },
  )
  t.match(await asAdviser('GET', '/v1/cases?queue=overdue'), {
    body: { items: [{ id, lateness: ['notice'] }] },
  })
  const notice = {
    informedAt: at,
    channel: 'telephone',
    template: 'first-contact-1',
    language: 'fr',
  }
  t.match(await asAdviser('POST', `/v1/cases/${id}/notice`, { version: 3, body: notice }), {
    version: 4,
  })
  const close = { outcomes: ['right-opened', 'claim-filed'], levels: ['rights', 'financial'] }
  t.match(await asAdviser('POST', `/v1/cases/${id}/close`, { version: 4, body: close }), {
    status: 204,
    version: 5,
  })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    body: { state: 'closed', ...close, contacts: [contact], endedAt: at },
  })
  t.match(await eventsOf(desk, id), [
    { type: 'received' },
    { type: 'taken-charge', agent: adviser },
    { type: 'informed', informedAt: at },
    { type: 'closed', outcomes: close.outcomes, informedAt: at },
  ])
  t.match(await desk.reportAll(), { turn: 'idle' }, 'every event follows its contract')
  t.match((await asAdviser('GET', '/v1/statistics')).body, {
    received: 1,
    takenCharge: 1,
    informed: 1,
    closed: 1,
    waiting: 0,
    outcomes: { 'right-opened': 1, 'claim-filed': 1 },
  })
})

t.test('a case waits and goes on', async t => {
  const { desk, asAdviser } = await open(t)
  const id = await receive(desk, desk.person())
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const hold = { reason: 'awaiting-document', resumeOn: '2026-12-10' }
  t.match(await asAdviser('POST', `/v1/cases/${id}/hold`, { version: 2, body: hold }), {
    version: 3,
  })
  t.match(await asAdviser('GET', '/v1/cases?queue=on-hold'), { body: { items: [{ id }] } })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    body: { state: 'on-hold', holdReason: hold.reason, resumeOn: hold.resumeOn },
  })
  t.match(await asAdviser('POST', `/v1/cases/${id}/resume`, { version: 3 }), { version: 4 })
  t.match(await asAdviser('POST', `/v1/cases/${id}/resume`, { version: 4 }), {
    status: 409,
    body: { code: 'case-move-not-allowed' },
  })
  const past = { ...hold, resumeOn: '2026-11-23' }
  t.match(await asAdviser('POST', `/v1/cases/${id}/hold`, { version: 4, body: past }), {
    status: 422,
    body: { code: 'case-date-out-of-range' },
  })
})

t.test('If-Match: missing 428, stale 412, and of two at once one wins', async t => {
  const { desk, asAdviser, asOther } = await open(t)
  const id = await receive(desk, desk.person())
  t.match(await asAdviser('POST', `/v1/cases/${id}/claim`), { status: 428 })
  t.match(await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 7 }), {
    status: 412,
    body: { code: 'version-mismatch' },
  })
  const both = await Promise.all(
    [asAdviser, asOther, asAdviser, asOther].map(call =>
      call('POST', `/v1/cases/${id}/claim`, { version: 1 }),
    ),
  )
  t.strictSame(both.map(each => each.status).sort(), [204, 412, 412, 412])
  t.equal((await eventsOf(desk, id)).filter(event => event.type === 'taken-charge').length, 1)
})

t.test('a contact sent again with its key is one contact', async t => {
  const { desk, asAdviser } = await open(t)
  const id = await receive(desk, desk.person())
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const at = desk.clock.now().toISOString()
  const body = { ...letter, at }
  const key = randomUUID()
  const url = `/v1/cases/${id}/contacts`
  t.match(await asAdviser('POST', url, { version: 2, body }), { status: 400 }, 'a key is required')
  const all = await Promise.all(
    Array.from({ length: 5 }, () => asAdviser('POST', url, { version: 2, body, key })),
  )
  t.strictSame(
    all.map(each => [each.status, each.version]),
    all.map(() => [204, 3]),
  )
  t.match(await asAdviser('POST', url, { version: 3, body: { ...body, channel: 'sms' }, key }), {
    status: 409,
    body: { code: 'idempotency-key-reused', original: id },
  })
  const shown = await asAdviser('GET', `/v1/cases/${id}`)
  t.equal(shown.body.contacts.length, 1)
  t.equal(shown.body.informedAt, at, 'what leaves content carries the notice')
  await desk.clock.advance(8 * 86_400_000)
  await keepHouse(desk.deps)()
  t.strictSame(
    desk.store.list('idempotency').map(each => each.label),
    [],
  )
  t.match(
    await asAdviser('POST', url, { version: 3, body, key }),
    { status: 204, version: 4 },
    'after seven days a key is forgotten, and so is the key of its fingerprint',
  )
})

t.test('a joined signal follows its case: page, moves, closing', async t => {
  const { desk, asAdviser } = await open(t)
  const person = desk.person()
  const id = await receive(desk, person)
  const twin = await receive(desk, person, { sender: 'caf-13' })
  t.match(await asAdviser('POST', `/v1/cases/${twin}/claim`, { version: 1 }), {
    status: 409,
    body: { code: 'case-joined', original: id },
  })
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    body: { signals: [{ id }, { id: twin, sender: 'caf-13' }] },
  })
  const close = { outcomes: ['unreachable'] }
  await asAdviser('POST', `/v1/cases/${id}/close`, { version: 2, body: close })
  t.match(await eventsOf(desk, twin), [
    { type: 'received' },
    { type: 'taken-charge' },
    { type: 'closed', outcomes: ['unreachable', 'duplicate'] },
  ])
  t.match(await asAdviser('GET', '/v1/statistics'), {
    body: { received: 2, joined: 1, closed: 1, outcomes: { unreachable: 1 } },
  })
  await desk.reportAll()
  t.equal(desk.gateway.events.length, 6)
})

t.test('a recall ends a case under way', async t => {
  const { desk, asAdviser } = await open(t)
  const id = await receive(desk, desk.person())
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  await desk.take([recallMessage(desk.recall(id))])
  t.match(await asAdviser('POST', `/v1/cases/${id}/resume`, { version: 2 }), {
    status: 410,
    body: { code: 'case-recalled' },
  })
  t.match(await asAdviser('GET', '/v1/cases?queue=mine'), { body: { items: [] } })
})

t.test('queues, pages, and what an address may hold', async t => {
  const { desk, asAdviser, asOther, asLead } = await open(t)
  const ids: string[] = []
  for (let n = 0; n < 5; n += 1) ids.push(await receive(desk, desk.person()))
  const seen: string[] = []
  let url: string | undefined = '/v1/cases?queue=to-take-up&limit=2'
  while (url !== undefined) {
    const answer = await asAdviser('GET', url)
    seen.push(...answer.body.items.map(item => item.id))
    url = /^<(.*)>; rel="next"$/u.exec(answer.link ?? '')?.[1]
  }
  t.strictSame(seen, ids)
  t.match(
    await asLead('POST', `/v1/cases/${ids[0]}/assign`, { version: 1, body: { agent: adviser } }),
    { status: 204 },
  )
  t.match(await asAdviser('GET', '/v1/cases?queue=mine'), { body: { items: [{ id: ids[0] }] } })
  t.match(await asOther('GET', '/v1/cases?queue=mine'), { body: { items: [] } })
  t.match(await asOther('POST', `/v1/cases/${ids[0]}/unclaim`, { version: 2 }), {
    status: 403,
    body: { code: 'case-of-another-adviser' },
  })
  await desk.clock.advance(20 * 86_400_000)
  const late = await asLead('GET', '/v1/cases?queue=overdue')
  t.strictSame(
    late.body.items.map(item => item.id),
    ids.slice(1),
  )
  for (const bad of ['', '?queue=all', '?queue=mine&subject=1', '?queue=mine&limit=0']) {
    t.equal((await asAdviser('GET', `/v1/cases${bad}`)).status, 400, bad)
  }
  t.equal((await asAdviser('GET', `/v1/cases/${randomUUID()}`)).status, 404)
  t.equal((await asAdviser('GET', '/v1/cases/2530273')).status, 404)
  const strange = await asAdviser('POST', `/v1/cases/${ids[1]}/claim`, {
    version: 1,
    body: { '1530273043004': 'x' },
  })
  t.equal(strange.status, 400)
  t.notMatch(JSON.stringify(strange.body), '1530273043004')
})
