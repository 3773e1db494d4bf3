import { randomUUID } from 'node:crypto'
import { validatorFor } from '@unefois/contracts'
import { certificateKeys, isCertified } from '@unefois/erasure-journal'
import t from 'tap'
import { bodyOf, receive } from './support/console.ts'
import { recallMessage } from './support/desk.ts'
import { hold, openOfficer } from './support/officer.ts'
import { casesOf, eventsOf } from './support/rows.ts'
import { toldCase } from './support/told-case.ts'

const isHold = validatorFor('urn:unefois:contracts:legal-hold-record.v1')
const isList = validatorFor('urn:unefois:contracts:certificate-list.v1')
const dayMs = 24 * 3_600_000

t.test('a hold keeps a case past its last day, out of everybody’s work', async t => {
  const { desk, asAdviser, asLead, asOfficer, keep, place, deletions } = await openOfficer(t)
  const [person, other] = [desk.person(), desk.person()]
  const expiresOn = '2026-12-01'
  const kept = await receive(desk, person, { expiresOn })
  const heir = await receive(desk, person, { sender: 'caf-13' })
  const free = await receive(desk, other, { expiresOn })

  t.match(await asLead('GET', '/v1/legal-holds'), { status: 403 }, 'only the officer')
  t.match(await place([kept, randomUUID()]), {
    status: 422,
    body: { code: 'case-hold-missing', errors: [{ pointer: '/signalIds/1' }] },
  })
  const far = { ...hold, signalIds: [kept], endsOn: '2027-11-23' }
  t.match(await asOfficer('POST', '/v1/legal-holds', { body: far, key: randomUUID() }), {
    body: { code: 'case-hold-day' },
  })
  const body = { ...hold, signalIds: [kept] }
  const key = randomUUID()
  const placed = await asOfficer('POST', '/v1/legal-holds', { body, key })
  t.match(placed, { status: 201, body: { basis: hold.basis, signals: 1, isHeld: true } })
  t.same(await asOfficer('POST', '/v1/legal-holds', { body, key }), placed, 'sent again: the same')
  t.match(await asOfficer('GET', '/v1/legal-holds'), { body: { items: [placed.body] } })

  await asAdviser('POST', `/v1/cases/${kept}/claim`, { version: 1 })
  t.match(
    await asAdviser('POST', `/v1/cases/${kept}/decline`, {
      version: 2,
      body: { reason: 'not-competent' },
    }),
    { status: 409, body: { code: 'case-held' } },
    'the agency does not destroy what it must keep',
  )
  t.match((await deletions()).due.filter(each => each.class === 'case')[0], {
    dueAt: '2026-12-02T00:00:00.000Z',
    count: 2,
  })

  await desk.clock.advance(9 * dayMs)
  await keep()
  t.match(await casesOf(desk), [
    { id: kept, state: 'closed' },
    { id: heir, state: 'taken-charge', adviser: 'agt_adviser1' },
    { id: free, state: 'closed' },
  ])
  t.match(await asAdviser('GET', `/v1/cases/${kept}`), { body: { code: 'case-preserved' } })
  t.match(await asAdviser('GET', '/v1/cases?queue=closed'), { body: { items: [] } })
  const held = () =>
    desk.admin`SELECT id FROM desk.cases WHERE sealed_subject IS NOT NULL ORDER BY 1`
  t.same(
    (await held()).map(row => row.id),
    [kept, heir],
  )
  t.match(
    (await deletions()).due.find(each => each.dueAt.startsWith('2027-11-02')),
    {
      class: 'case',
      count: 1,
    },
  )

  const expired = desk.recall(kept)
  expired.data.reason = 'expired'
  await desk.take([recallMessage(expired)])
  t.same((await held()).length, 2, 'a recall for expiry waits too')
  t.notOk((await eventsOf(desk, kept)).some(event => event.type === 'erased'))

  const { id } = bodyOf(placed, isHold)
  t.match(await asOfficer('POST', `/v1/legal-holds/${id}/end`), { body: { isHeld: false } })
  t.match(await asOfficer('POST', `/v1/legal-holds/${id}/end`), { status: 404 })
  await keep()
  t.same(
    (await held()).map(row => row.id),
    [heir],
  )
  t.match((await eventsOf(desk, kept)).at(-1), { type: 'erased', recallId: expired.data.recallId })
  const traces = await desk.admin`
    SELECT operation FROM audit.event WHERE signal_id = ${kept} ORDER BY id`
  for (const operation of ['hold-place', 'case-preserve', 'hold-end', 'case-expire']) {
    t.ok(
      traces.some(row => row.operation === operation),
      `${operation} is traced`,
    )
  }
})

t.test('no hold stands against the person', async t => {
  const both = await openOfficer(t)
  const { desk, asAdviser, keep, place } = both
  const objected = await receive(desk, desk.person(), { expiresOn: '2026-12-01' })
  const closed = await toldCase(both, desk.person())
  const asked = await toldCase(both, desk.person())
  const wrong = await toldCase(both, desk.person())
  t.match(await place([objected, closed, asked, wrong]), { status: 201 })
  const at = desk.clock.now().toISOString()
  for (const [id, verb, body] of [
    [closed, 'close', { outcomes: ['not-eligible'] }],
    [asked, 'erasure-request', { requestedAt: at }],
    [wrong, 'close', { outcomes: ['identifier-error'] }],
  ] as const) {
    t.match(await asAdviser('POST', `/v1/cases/${id}/${verb}`, { version: 3, body }), {
      status: 204,
    })
  }
  await desk.clock.advance(9 * dayMs)
  await keep()
  const left = () => desk.admin`SELECT id FROM desk.cases WHERE erased_at IS NULL`
  t.same(
    (await left()).map(row => row.id),
    [objected],
    'preserved',
  )
  await desk.take([recallMessage(desk.recall(objected))])
  t.same([...(await left())], [], 'an objection destroys what is preserved')
  t.match((await eventsOf(desk, objected)).at(-1), { type: 'erased' })
})

t.test('the officer sees what is due, done and overdue, and certificates of it', async t => {
  const both = await openOfficer(t)
  const { desk, asAdviser, asOfficer, asLead, keep, deletions } = both
  t.match(await asLead('GET', '/v1/deletions'), { status: 403 })
  const erased = await toldCase(both, desk.person())
  const body = { outcomes: ['renounced'] }
  await asAdviser('POST', `/v1/cases/${erased}/close`, { version: 3, body })
  await receive(desk, desk.person(), { expiresOn: '2026-11-25' })
  await keep()
  const now = await deletions()
  t.match(now.done, [
    { owner: 'desk', class: 'case', reason: 'outcome', entries: 1, count: 1 },
    { owner: 'desk', class: 'second-opening', reason: 'outcome' },
  ])
  t.same(now.overdue, [])
  for (const kind of ['case', 'signal-row', 'idempotency', 'key', 'trace', 'second-opening']) {
    t.ok(
      now.due.some(each => each.class === kind),
      `${kind} is forecast`,
    )
  }

  t.match(now.certificates, { waiting: 1 }, 'the key that opens it in a backup still lives')

  await desk.clock.advance(3 * dayMs)
  t.match((await deletions()).overdue, [{ class: 'key' }, { class: 'case', count: 1 }])
  await keep()
  const later = await deletions()
  t.same(later.overdue, [])
  t.match(
    later.done.find(each => each.class === 'key'),
    { reason: 'rotation', count: 1 },
  )
  await keep()
  t.match(later.certificates, { waiting: 1 }, 'what expired just now waits for its key’s end')
  t.match((await asOfficer('GET', '/v1/certificates?limit=2')).link, /rel="next"/u)
  const listed = await asOfficer('GET', '/v1/certificates')
  const { items, keys } = bodyOf(listed, isList)
  const first = items.find(each => each.certificate.class === 'case')
  t.match(first?.certificate, { signalIds: [erased], hub: 'cpam-13' })
  const [own] = certificateKeys(desk.store)
  t.equal(keys[0]?.publicKey, own?.publicKeyText)
  const signature = Buffer.from(first?.signature ?? '', 'base64url')
  t.ok(first && own && isCertified(first.certificate, signature, own), 'signed by the desk')

  await desk.clock.advance(1_600 * dayMs)
  await keep()
  const end = await deletions()
  t.same(end.overdue, [])
  t.same(
    end.due.map(each => each.class),
    ['key'],
    'nothing is left but the key of the day',
  )
})
