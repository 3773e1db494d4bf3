import { randomUUID } from 'node:crypto'
import { replayJournal } from '@unefois/erasure-journal'
import t from 'tap'
import { keepHouse } from '../src/housekeeping.ts'
import { letter, openBoth as open, receive } from './support/console.ts'
import { messageOf, recallMessage, restrictionMessage, signalMessage } from './support/desk.ts'
import { openOfficer } from './support/officer.ts'
import { eventsOf } from './support/rows.ts'
import { agency, restrictionOf } from './support/signals.ts'
import { type Both, toldCase } from './support/told-case.ts'

const ground = 'accuracy-contested'

/** Tells the desk that a person restricted, or lifted with no ground, so long after its clock. */
async function tell({ desk }: Both, id: string, given?: typeof ground, afterMs = 0) {
  const order = restrictionOf(id, new Date(desk.clock.nowMs() + afterMs), given)
  const message = restrictionMessage(order)
  await desk.take([message])
  return { order, settled: message.settled }
}

t.test('restricted at the hub: frozen here, receipted, free when lifted there', async t => {
  const both = await open(t)
  const { desk, asAdviser } = both
  const id = await toldCase(both, desk.person())
  const url = `/v1/cases/${id}`
  const { order, settled } = await tell(both, id, ground)
  t.same(settled, ['ack'])
  const since = desk.clock.now().toISOString()
  t.match(await asAdviser('GET', url), { body: { version: 4, restriction: { ground, since } } })
  t.match(await asAdviser('GET', '/v1/cases?queue=restricted'), { body: { items: [{ id }] } })
  const at = since
  const moves: Readonly<Record<string, object>> = {
    contacts: { ...letter, at },
    notice: { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'fr' },
    hold: { reason: 'awaiting-person', resumeOn: '2026-12-10' },
    close: { outcomes: ['right-opened'] },
    decline: { reason: 'deceased' },
    unclaim: {},
    restrict: { ground },
    unrestrict: { toldAt: at },
  }
  for (const [verb, body] of Object.entries(moves)) {
    const refused = await asAdviser('POST', `${url}/${verb}`, {
      version: 4,
      body,
      key: randomUUID(),
    })
    t.match(refused, { status: 409, body: { code: 'case-restricted-at-hub' } }, verb)
  }
  const receipts = async () =>
    (await eventsOf(desk, id)).filter(event => event.type === 'restriction-applied')
  t.match(await receipts(), [{ orderId: order.data.orderId, at: since }])
  await desk.take([restrictionMessage(order)])
  t.equal(new Set((await receipts()).map(event => event.id)).size, 1, 'one receipt, told again')
  await desk.reportAll()
  t.ok(desk.gateway.events.some(event => event.type === 'restriction-applied'))

  await tell(both, id, undefined, 1)
  t.match(await asAdviser('GET', url), { body: { version: 5, restriction: undefined } })
  await desk.take([restrictionMessage(order)])
  t.match(await asAdviser('GET', url), { body: { version: 5 } }, 'what came late changes nothing')
  t.match(await asAdviser('POST', `${url}/close`, { version: 5, body: moves.close ?? {} }), {
    status: 204,
  })
  const traces = await desk.admin`SELECT operation, agent, detail FROM audit.event
    WHERE signal_id = ${id} AND operation LIKE 'case-%restrict' ORDER BY operation`
  t.match(
    [...traces],
    [
      { operation: 'case-restrict', agent: null, detail: { ground } },
      { operation: 'case-unrestrict', agent: null },
    ],
    'once each, by the desk itself',
  )
})

t.test('an order before its signal holds; one for a case of its own beside it', async t => {
  const both = await open(t)
  const { desk, asAdviser } = both
  const person = desk.person()
  const early = desk.seal(person)
  await tell(both, early.id, ground)
  t.ok(desk.gateway.keys.has(early.id), 'the receipt does not make the hub forget the signal')
  await desk.take([signalMessage(early.signal)])
  t.match(await asAdviser('GET', `/v1/cases/${early.id}`), { body: { restriction: { ground } } })
  const second = desk.seal(person, { sender: 'caf-13' })
  await desk.take([signalMessage(second.signal)])
  await tell(both, second.id, ground, 5)
  await tell(both, early.id, undefined, 10)
  t.match(
    await asAdviser('GET', `/v1/cases/${early.id}`),
    { body: { restriction: { ground } } },
    'the signal that is joined to it is still restricted',
  )
  await desk.take([recallMessage(desk.recall(early.id))])
  t.match(
    await asAdviser('GET', `/v1/cases/${second.id}`),
    { body: { restriction: { ground } } },
    'and takes its place as such',
  )
  const own = await toldCase(both, desk.person())
  await asAdviser('POST', `/v1/cases/${own}/restrict`, { version: 3, body: { ground: 'unlawful' } })
  await tell(both, own, ground)
  await tell(both, own, undefined, 1)
  t.match(
    await asAdviser('GET', `/v1/cases/${own}`),
    { body: { restriction: { ground: 'unlawful' } } },
    'what the person asked of the desk is lifted at the desk',
  )
  const wrong = messageOf(`restriction.${agency}.${randomUUID()}`, restrictionOf(own, new Date()))
  await desk.take([wrong])
  t.same(wrong.settled, ['term'], 'an order under another’s name is not believed')
})

t.test('frozen at the hub, the person may still have it erased', async t => {
  const both = await open(t)
  const { desk, asAdviser } = both
  const id = await toldCase(both, desk.person())
  await tell(both, id, ground)
  const body = { requestedAt: desk.clock.now().toISOString() }
  const asked = await asAdviser('POST', `/v1/cases/${id}/erasure-request`, { version: 4, body })
  t.equal(asked.status, 204)
  t.match(await asAdviser('GET', `/v1/cases/${id}`), { status: 410 })
  const orders = () => desk.admin`SELECT FROM desk.restriction_order`
  t.equal((await orders()).length, 0, 'why it was frozen goes with it')
  const kept = await receive(desk, desk.person())
  await tell(both, kept, ground)
  await desk.clock.advance(367 * 86_400_000)
  await keepHouse(desk.deps)()
  t.match(await asAdviser('GET', `/v1/cases/${kept}`), { status: 410 }, 'the clocks go on')
  t.equal((await orders()).length, 0)
})

t.test('an older database: erasures again, and what takes their place stays frozen', async t => {
  const both = await openOfficer(t)
  const { desk, asAdviser, journal, keep } = both
  const person = desk.person()
  const gone = await toldCase(both, person)
  const heir = await receive(desk, person, { sender: 'caf-13' })
  const restricted = restrictionMessage(restrictionOf(heir, desk.clock.now(), ground))
  await desk.take([restricted])
  const tables = ['desk.cases', 'desk.contact', 'desk.notice', 'desk.restriction_order']
  for (const name of tables) {
    await desk.admin.unsafe(`CREATE TABLE ${name.replace('.', '.old_')} AS TABLE ${name}`)
  }
  await desk.take([recallMessage(desk.recall(gone))])
  await keep()
  await desk.admin`DELETE FROM audit.erasure_journal`
  for (const name of tables) {
    await desk.admin.unsafe(`TRUNCATE ${name} CASCADE`)
    await desk.admin.unsafe(`INSERT INTO ${name} TABLE ${name.replace('.', '.old_')}`)
    await desk.admin.unsafe(`DROP TABLE ${name.replace('.', '.old_')}`)
  }
  t.match(await asAdviser('GET', `/v1/cases/${gone}`), { body: { restriction: { ground } } })
  await replayJournal({ sql: desk.sql, folder: journal.folder })
  t.match(await asAdviser('GET', `/v1/cases/${gone}`), { status: 410 })
  const left = await asAdviser('GET', `/v1/cases/${heir}`)
  t.match(left, { body: { state: 'to-take-up', restriction: { ground } } })
})
