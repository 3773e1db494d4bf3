import { randomUUID } from 'node:crypto'
import t from 'tap'
import { adviser, letter, openBoth as open, receive } from './support/console.ts'
import { eventsOf } from './support/rows.ts'

t.test('erasing outcomes and declining leave nothing of the person', async t => {
  const { desk, asAdviser } = await open(t)
  const at = desk.clock.now().toISOString()
  const notice = { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'fr' }
  for (const outcome of ['objected', 'not-eligible', 'renounced', 'declined']) {
    const person = desk.person()
    const id = await receive(desk, person, { territory: 'fr-13', trigger: 'age-threshold' })
    const twin = await receive(desk, person, { sender: 'caf-13' })
    const contact = { ...letter, at }
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
      t.match(row, { subject_index: null, sealed_subject: null, kek: null, wrapped_key: null })
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
  const id = await receive(desk, person)
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
