import { randomUUID } from 'node:crypto'
import t from 'tap'
import { agreementHash } from './support/agreement.ts'
import { adviser, openConsole } from './support/console.ts'
import { messageOf, openDesk, recallMessage, signalMessage, type TestDesk } from './support/desk.ts'
import { agency } from './support/signals.ts'

async function tracesOf({ admin }: TestDesk) {
  return admin<Record<string, unknown>[]>`
    SELECT operation, actor, agency, agent, purpose, signal_id, counterparty, agreement_hash, detail
    FROM audit.event ORDER BY id`
}

const at = '2026-11-23T09:00:00.000Z'
const contact = { channel: 'telephone', result: 'absent', at, leavesContent: false }
const notice = { informedAt: at, channel: 'post', template: 'first-contact-1', language: 'fr' }
const hold = { reason: 'awaiting-person', resumeOn: '2026-12-10' }

t.test('each act leaves exactly one trace, in its own transaction', async t => {
  const desk = await openDesk(t)
  const { asAdviser, asLead } = await openConsole(t, desk)
  let seen = 0
  const traced = async (operation: string, act: () => Promise<unknown>, expected: object = {}) => {
    await act()
    const traces = await tracesOf(desk)
    t.equal(traces.length, seen + 1, `${operation}: one trace`)
    const trace = traces.find(each => each.operation === operation)
    const by = operation.startsWith('case-') ? { agreement_hash: agreementHash } : {}
    t.match(trace, { agency, purpose: 'inform-of-right', ...by, ...expected }, operation)
    await desk.admin`TRUNCATE audit.event`
    seen = 0
  }
  const person = desk.person()
  const first = desk.seal(person)
  const twin = desk.seal(person, { sender: 'caf-13' })
  const url = `/v1/cases/${first.id}`
  const bySystem = { actor: 'cpam-13-desk', agent: null }
  const byAdviser = { actor: 'cpam-13-client', agent: adviser, signal_id: first.id }
  await traced('case-receive', () => desk.take([signalMessage(first.signal)]), bySystem)
  await traced('case-join', () => desk.take([signalMessage(twin.signal)]), {
    ...bySystem,
    counterparty: 'caf-13',
    detail: { case: first.id },
  })
  await traced('case-claim', () => asAdviser('POST', `${url}/claim`, { version: 1 }), byAdviser)
  await traced('case-read', () => asAdviser('GET', url), byAdviser)
  await traced(
    'case-contact',
    () => asAdviser('POST', `${url}/contacts`, { version: 2, body: contact, key: randomUUID() }),
    byAdviser,
  )
  await traced(
    'case-notice',
    () => asAdviser('POST', `${url}/notice`, { version: 3, body: notice }),
    byAdviser,
  )
  await traced('case-hold', () => asAdviser('POST', `${url}/hold`, { version: 4, body: hold }))
  await traced('case-resume', () => asAdviser('POST', `${url}/resume`, { version: 5 }))
  await traced('case-unclaim', () => asAdviser('POST', `${url}/unclaim`, { version: 6 }))
  await traced(
    'case-assign',
    () => asLead('POST', `${url}/assign`, { version: 7, body: { agent: adviser } }),
    { agent: 'agt_lead0001', detail: { to: adviser } },
  )
  const ground = { ground: 'accuracy-contested' }
  await traced(
    'case-restrict',
    () => asAdviser('POST', `${url}/restrict`, { version: 8, body: ground }),
    { ...byAdviser, detail: ground },
  )
  const told = { toldAt: at }
  await traced(
    'case-unrestrict',
    () => asAdviser('POST', `${url}/unrestrict`, { version: 9, body: told }),
    { ...byAdviser, detail: told },
  )
  const close = { outcomes: ['objected'] }
  const closed = { ...byAdviser, detail: close }
  const closing = () => asAdviser('POST', `${url}/close`, { version: 10, body: close })
  await traced('case-close', closing, closed)
  const other = desk.seal(desk.person())
  await traced('case-receive', () => desk.take([signalMessage(other.signal)]))
  const decline = { reason: 'deceased' }
  await traced('case-decline', () =>
    asAdviser('POST', `/v1/cases/${other.id}/decline`, { version: 1, body: decline }),
  )
  const recall = desk.recall(desk.seal(desk.person()).id)
  await traced('recall-apply', () => desk.take([recallMessage(recall)]), bySystem)
  await traced('message-quarantine', () =>
    desk.take([messageOf(`sig.${agency}.${other.id}`, 'not json')]),
  )
  await desk.take([recallMessage(recall), signalMessage(twin.signal)])
  t.equal((await tracesOf(desk)).length, 0, 'what was done before is not done again')
  await asAdviser('POST', `${url}/claim`, { version: 1 })
  await asLead('GET', url)
  t.equal((await tracesOf(desk)).length, 0, 'what is refused is no act')
})

t.test('no trace, no act', async t => {
  const desk = await openDesk(t)
  const { asAdviser } = await openConsole(t, desk)
  const { signal, id } = desk.seal(desk.person())
  await desk.take([signalMessage(signal)])
  await desk.admin`REVOKE EXECUTE ON FUNCTION audit.append(json) FROM desk_app`
  const claim = await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  const read = await asAdviser('GET', `/v1/cases/${id}`)
  t.ok(claim.status >= 500 && read.status >= 500)
  const late = signalMessage(desk.seal(desk.person()).signal)
  await desk.take([late])
  t.strictSame(late.settled, ['nak'])
  const rows = await desk.admin`SELECT version, state FROM desk.cases`
  t.strictSame([...rows], [{ version: 1, state: 'to-take-up' }])
})

t.test('nothing of a person is in traces, outbox or any other table in the open', async t => {
  const desk = await openDesk(t)
  const { asAdviser } = await openConsole(t, desk)
  const person = desk.person()
  const { signal, id } = desk.seal(person)
  await desk.take([signalMessage(signal)])
  await asAdviser('POST', `/v1/cases/${id}/claim`, { version: 1 })
  await asAdviser('GET', `/v1/cases/${id}`)
  const tables = await desk.admin<{ name: string }[]>`
    SELECT format('%I.%I', schemaname, tablename) AS name FROM pg_tables
    WHERE schemaname IN ('desk', 'audit')`
  t.ok(tables.length > 10)
  for (const { name } of tables) {
    const [row] = await desk.admin.unsafe<{ text: string | null }[]>(
      `SELECT string_agg(t::text, ' ') AS text FROM ${name} t`,
    )
    const spellings = [
      person.value,
      person.value.slice(0, 13),
      Buffer.from(person.value).toString('hex'),
    ]
    for (const spelling of spellings) t.notMatch(row?.text ?? '', spelling, name)
  }
})
