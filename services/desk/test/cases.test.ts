import { randomUUID } from 'node:crypto'
import t, { type Test } from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { adviser, openConsole } from './support/console.ts'
import { openDesk, recallMessage, signalMessage, type TestDesk } from './support/desk.ts'

async function open(t: Test) {
  const desk = await openDesk(t)
  return { desk, ...(await openConsole(t, desk)) }
}

async function received(desk: TestDesk, ...given: Parameters<TestDesk['seal']>) {
  const sealed = desk.seal(...given)
  await desk.take([signalMessage(sealed.signal)])
  return sealed.id
}

async function eventsOf(desk: TestDesk, id: string) {
  const rows = await desk.admin<{ event: Record<string, unknown> }[]>`
    SELECT event FROM desk.outbox WHERE event ->> 'signalId' = ${id} ORDER BY seq`
  return rows.map(row => row.event)
}

t.test('a case from claim to closing, with the notice, and what the hub is told', async t => {
  const { desk, asAdviser } = await open(t)
  const person = desk.person()
  const id = await received(desk, person)
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
  const early = await asAdviser('POST', `/v1/cases/${id}/close`, {
    version: 2,
    body: { outcomes: ['right-opened'] },
  })
  t.match(early, {
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
  const hold = { reason: 'awaiting-document', resumeOn: '2026-12-10' }
  t.match(await asAdviser('POST', `/v1/cases/${id}/hold`, { version: 4, body: hold }), {
    version: 5,
  })
  t.match(await asAdviser('GET', '/v1/cases?queue=on-hold'), { body: { items: [{ id }] } })
  t.match(await asAdviser('POST', `/v1/cases/${id}/resume`, { version: 5 }), { version: 6 })
  const close = { outcomes: ['right-opened', 'claim-filed'], levels: ['rights', 'financial'] }
  t.match(await asAdviser('POST', `/v1/cases/${id}/close`, { version: 6, body: close }), {
    status: 204,
    version: 7,
  })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    body: { state: 'closed', ...close, contacts: [contact], endedAt: at },
  })
  t.match(await asAdviser('POST', `/v1/cases/${id}/hold`, { version: 7, body: hold }), {
    status: 409,
    body: { code: 'case-move-not-allowed' },
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

t.test('If-Match: missing 428, stale 412, and of two at once one wins', async t => {
  const { desk, asAdviser, asOther } = await open(t)
  const id = await received(desk, desk.person())
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
  const id = await received(desk, desk.person())
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const at = desk.clock.now().toISOString()
  const body = { channel: 'post', result: 'absent', at, leavesContent: true }
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
  await keepHouse({ ...desk, now: desk.clock.now })()
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

t.test('erasing outcomes and declining leave nothing of the person', async t => {
  const { desk, asAdviser } = await open(t)
  const at = desk.clock.now().toISOString()
  const notice = { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'fr' }
  for (const outcome of ['objected', 'not-eligible', 'renounced', 'declined']) {
    const person = desk.person()
    const id = await received(desk, person, { territory: 'fr-13', trigger: 'age-threshold' })
    const twin = await received(desk, person, { sender: 'caf-13' })
    const contact = { channel: 'post', result: 'absent', at, leavesContent: true }
    await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
    const key = randomUUID()
    await asAdviser('POST', `/v1/cases/${id}/contacts`, { version: 2, body: contact, key })
    await asAdviser('POST', `/v1/cases/${id}/notice`, { version: 3, body: notice })
    const ended =
      outcome === 'declined'
        ? await asAdviser('POST', `/v1/cases/${id}/decline`, {
            version: 4,
            body: { reason: 'identifier-error' },
          })
        : await asAdviser('POST', `/v1/cases/${id}/close`, {
            version: 4,
            body: { outcomes: [outcome] },
          })
    t.equal(ended.status, 204, outcome)
    const state = outcome === 'declined' ? 'declined' : 'closed'
    t.match(await asAdviser('GET', `/v1/cases/${id}`), {
      status: 410,
      body: { code: `case-${state}-and-erased` },
    })
    const rows = await desk.admin`SELECT * FROM desk.cases WHERE id IN (${id}, ${twin})`
    t.equal(rows.length, 2, 'the rows stay, the joined signal’s too')
    for (const row of rows) {
      t.match(row, { state, right_id: null, observed_on: null, territory: null, trigger: null })
      t.match(row, { subject_index: null, sealed_subject: null, index_key: null, seal_key: null })
    }
    const left = await desk.admin`
      SELECT 1 FROM desk.contact WHERE case_id = ${id}
      UNION ALL SELECT 1 FROM desk.notice WHERE case_id = ${id}`
    t.equal(left.length, 0)
    const ends = (await eventsOf(desk, twin)).at(-1)
    t.match(
      ends,
      outcome === 'declined' ? { type: 'declined' } : { outcomes: [outcome, 'duplicate'] },
    )
  }
  t.match(await asAdviser('GET', '/v1/cases?queue=closed'), { body: { items: [] } })
  t.match(await asAdviser('GET', '/v1/statistics'), { body: { closed: 3, declined: 1, erased: 8 } })
})

t.test('a case can go on to another agency, once, and is declined only then', async t => {
  const { desk, asAdviser, asLead } = await open(t)
  const person = desk.person()
  const id = await received(desk, person)
  const url = `/v1/cases/${id}/decline`
  const child = { right: 'fr.caf.prime-activite', territory: 'fr-13' }
  const body = { reason: 'not-competent', child }
  desk.gateway.failing = { status: 403, code: 'agreement-missing' }
  t.match(await asAdviser('POST', url, { version: 1, body }), {
    status: 422,
    body: {
      code: 'case-child-refused',
      errors: [{ pointer: '/child', detail: 'the hub answered agreement-missing' }],
    },
  })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), { body: { state: 'to-take-up' } })
  desk.gateway.failing = undefined
  desk.gateway.cutNext = true
  t.match(await asAdviser('POST', url, { version: 1, body }), {
    status: 503,
    body: { code: 'case-hub-unavailable' },
  })
  t.equal(desk.gateway.signals.length, 1, 'the hub has it, and this desk does not know')
  t.match(await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 }), {
    status: 409,
    body: { code: 'case-decline-pending' },
  })
  const elsewhere = { ...body, child: { ...child, territory: 'fr-83' } }
  t.match(await asAdviser('POST', url, { version: 1, body: elsewhere }), { status: 409 })
  const declined = await asLead('POST', url, { version: 1, body })
  t.match(declined, { status: 204, version: 2 })
  const [sent, ...others] = desk.gateway.signals
  t.strictSame(others, [], 'sent once')
  t.equal(declined.link, `<urn:uuid:${sent?.answered}>; rel="related"`)
  const [row] = await desk.admin`SELECT child FROM desk.cases WHERE id = ${id}`
  t.equal(row?.child, sent?.answered)
  t.strictSame(sent?.body, {
    ...child,
    observedOn: '2026-11-23',
    parent: id,
    agent: adviser,
    subject: { scheme: 'fr-nir', value: person.value },
  })
  t.match(await asAdviser('GET', `/v1/cases/${id}`), {
    status: 410,
    body: { code: 'case-declined-and-erased' },
  })
  t.match(await eventsOf(desk, id), [
    { type: 'received' },
    { type: 'declined', declineReason: 'not-competent' },
  ])
  const pending = await desk.admin`SELECT 1 FROM desk.child_signal`
  t.equal(pending.length, 0)
})

t.test('a joined signal follows its case: page, moves, closing', async t => {
  const { desk, asAdviser } = await open(t)
  const person = desk.person()
  const id = await received(desk, person)
  const twin = await received(desk, person, { sender: 'caf-13' })
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
  const id = await received(desk, desk.person())
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
  for (let n = 0; n < 5; n += 1) ids.push(await received(desk, desk.person()))
  const seen: string[] = []
  let url: string | undefined = '/v1/cases?queue=to-take-up&limit=2'
  while (url !== undefined) {
    const answer = await asAdviser('GET', url)
    seen.push(...answer.body.items.map((item: { id: string }) => item.id))
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
    late.body.items.map((item: { id: string }) => item.id),
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
