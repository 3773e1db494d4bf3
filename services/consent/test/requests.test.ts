import { randomUUID } from 'node:crypto'
import t from 'tap'
import type { Known } from '../src/directory.ts'
import { limits } from '../src/limits.ts'
import { forgetLapsed } from '../src/use-cases/forget-lapsed.ts'
import { adviser, openConsent, page, person, register } from './open-consent.ts'

const live = { key: true, recall: null }
const gone = { key: false, recall: null }
const recalled = { key: false, recall: 'objection' }
const aside = {
  sender: 'onem',
  receiver: 'cpas-forest',
  rights: ['be.cpas.aide-sociale'],
  provision: 'FICTITIOUS law of 1 January 2020, art. 3',
}
const known: Known = {
  participants: new Set(['cpam-13', 'cpas-forest']),
  rights: new Set(['fr.cpam.c2s', 'be.cpas.aide-sociale']),
  setAside: [aside],
}

t.test('erasure on request: destroyed, recalled, not remembered, no oracle', async t => {
  const hub = await openConsent(t, known)
  const subject = person()
  const stranger = person()
  const waiting = await hub.exchange.accept(subject)
  const received = await hub.exchange.accept(subject, { sender: 'onss' })
  const elsewhere = await hub.exchange.accept(subject, { receiver: 'cpas-forest' })
  const imposed = await hub.exchange.accept(subject, { objectable: false })
  await hub.exchange.receive(received.id)
  const ids = [waiting, received, elsewhere, imposed].map(({ id }) => id)
  const url = '/v1/erasure-requests'
  const body = { subject, by: 'person', scope: { agency: 'cpam-13' } }
  const key = randomUUID()
  const asked = await hub.post(url, body, page, key)
  t.match(asked, { status: 201, body: { kind: 'erasure', scope: { agency: 'cpam-13' } } })
  t.strictSame(await hub.exchange.stateOf(ids), [gone, recalled, live, live])
  t.strictSame((await hub.post(url, body, page, key)).body, asked.body)

  const legal = { subject, by: 'legal-representative', authority: 'guardianship' }
  const all = await hub.post(url, legal, adviser)
  t.match(all.body, { by: 'legal-representative', authority: 'guardianship', agent: 'agt_ml0001' })
  t.strictSame(all.body.setAside, [aside], 'the receiver of these decides, and answers the person')
  t.strictSame((await hub.exchange.stateOf(ids)).slice(2), [gone, live])
  t.equal((await hub.exchange.accept(subject)).verdict, 'sent', 'it is not remembered')

  const nobody = await hub.post(url, { ...body, subject: stranger }, page)
  const shape = ({ id: _, ...rest }: Record<string, unknown>) => rest
  t.strictSame(shape(nobody.body), shape(asked.body), 'the same where there was nothing')
  t.equal(hub.paced.length, 4, 'and at the same pace')
  const journal = await hub.sql.admin`SELECT class, signal_ids AS ids FROM audit.erasure_journal
    WHERE reason = 'request' ORDER BY class, cardinality(signal_ids)`
  t.match(
    journal.map(row => row.class),
    [...Array(3).fill('second-opening'), ...Array(3).fill('signal-data')],
  )
  t.strictSame(
    new Set(journal.flatMap(row => row.ids)),
    new Set(ids.slice(0, 3)),
    'journalled by ids',
  )
  const [left] = await hub.sql.admin`SELECT count(detail)::int AS told FROM audit.event
    WHERE operation = 'signal-accept' AND signal_id = ANY (${ids.slice(0, 3)}::uuid[])`
  t.equal(left?.told, 0, 'no trace says what it was about any more')
  const traces = await hub.sql.admin`SELECT detail FROM audit.event
    WHERE operation = 'erasure-request' AND trace_index IS NOT NULL`
  t.equal(traces.length, 3, 'the person finds what was asked')
  const spoke = traces.find(({ detail }) => detail.by === legal.by)
  t.equal(spoke?.detail.authority, legal.authority, 'and who spoke for them')
})

t.test('a restriction: what waits or comes is given to nobody until it is lifted', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const waiting = await hub.exchange.accept(subject)
  const other = await hub.exchange.accept(person())
  const outbox = async (id: string) =>
    (
      await hub.sql.admin`SELECT id, published_at AS at FROM exchange.outbox
      WHERE signal_id = ${id}`
    )[0]
  await hub.sql.admin`UPDATE exchange.outbox SET published_at = '2026-11-20'`
  const before = await outbox(waiting.id)

  const body = { subject, by: 'person', ground: 'accuracy-contested' }
  const first = await hub.post('/v1/restrictions', body, page)
  t.match(first, {
    status: 201,
    body: { kind: 'restriction', ground: 'accuracy-contested', endsAt: '2027-11-20T10:00:00.000Z' },
  })
  t.match(first.body.texts, { en: /2027-11-20/u })
  const second = await hub.post('/v1/restrictions', { ...body, ground: 'unlawful' }, page)
  const later = await hub.exchange.accept(subject)
  t.equal(later.verdict, 'sent', 'the sender is told the same')
  t.equal(await hub.exchange.release(waiting.id), false)
  t.equal(await hub.exchange.release(later.id), false)
  t.equal(await hub.exchange.release(other.id), true)
  t.strictSame(await hub.exchange.stateOf([waiting.id, later.id]), [live, live], 'kept')

  const lift = (id: string, change: object = {}) =>
    hub.post(
      `/v1/restrictions/${id}/lift`,
      { subject, by: 'person', toldAt: '2026-11-20T09:00:00.000Z', ...change },
      page,
    )
  t.match(await lift(first.body.id, { toldAt: '2026-11-21T09:00:00.000Z' }), {
    status: 422,
    body: { code: 'restriction-told-later' },
  })
  const wrong = await lift(first.body.id, { subject: person() })
  const unknown = await lift(randomUUID())
  t.strictSame([wrong.status, wrong.body], [404, unknown.body])
  t.match(await lift(first.body.id), { status: 200, body: { id: first.body.id } })
  t.equal(await hub.exchange.release(waiting.id), false, 'another one stands')
  t.equal((await lift(second.body.id)).status, 200)
  t.equal(await hub.exchange.release(waiting.id), true)
  t.equal(await hub.exchange.release(later.id), true)
  const after = await outbox(waiting.id)
  t.equal(after?.at, null, 'sent again')
  t.not(after?.id, before?.id, 'under another id: the bus takes no repetition')
  t.equal((await outbox(other.id))?.at === null, false)

  await t.test('an objection still destroys what is restricted', async t => {
    await hub.post('/v1/restrictions', body, page)
    await hub.post('/v1/objections', { subject, scope: {}, lodgedBy: 'person' }, page)
    const [state] = await hub.exchange.stateOf([later.id])
    t.equal(state?.key, false)
  })
})

t.test('a restriction follows a succession', async t => {
  const hub = await openConsent(t)
  const former = person('nia')
  const current = person()
  const ground = 'objection-verification'
  await hub.post('/v1/restrictions', { subject: former, by: 'person', ground }, page)
  const waiting = await hub.exchange.accept(current)
  await hub.post('/v1/identifier-successions', { former, current }, register)
  t.equal(await hub.exchange.release(waiting.id), false)
})

t.test('a request for access is noted, without a way to the traces', async t => {
  const hub = await openConsent(t)
  const subject = person()
  await hub.exchange.accept(subject)
  const asked = await hub.post('/v1/access-requests', { subject, by: 'adviser', language: 'de' })
  t.match(asked, {
    status: 201,
    body: { kind: 'access', answerBy: '2026-12-20T10:00:00.000Z', language: 'de' },
  })
  const [row] = await hub.sql.admin`SELECT * FROM consent.access_request`
  const traces = hub.keys.traceIndexes(subject).map(index => index.toString('hex'))
  const stored = JSON.stringify(row, (_, value) =>
    value?.type === 'Buffer' ? Buffer.from(value.data).toString('hex') : value,
  )
  t.equal(
    traces.some(index => stored.includes(index)),
    false,
  )
  const find = async (indexes: readonly Buffer[]) => {
    const hex = indexes.map(index => index.toString('hex'))
    return hub.sql.admin`SELECT requested_by AS by FROM consent.find_access_request(
      ${asked.body.id}, ARRAY(SELECT decode(x, 'hex') FROM unnest(${hex}::text[]) AS x),
      ${hub.clock.now()})`
  }
  t.match(await find(hub.keys.objectionIndexes(subject)), [{ by: 'adviser' }])
  t.equal((await find(hub.keys.objectionIndexes(person()))).length, 0, 'with the number only')
  await hub.sql.admin`SELECT audit.ensure_partitions('2027-02-20', 1)`
  await hub.clock.set(Date.parse('2027-02-20T10:00:00.000Z'))
  t.equal((await forgetLapsed(hub.deps)()).requests, 1)
})

t.test(
  'whoever speaks for many is stopped, whatever they ask; what nobody knows is refused',
  async t => {
    const hub = await openConsent(t, known)
    const nowhere = { agency: 'cpam-99', right: 'fr.cpam.nothing' }
    t.match(
      await hub.post('/v1/objections', { subject: person(), scope: nowhere, lodgedBy: 'adviser' }),
      {
        status: 422,
        body: {
          code: 'scope-unknown',
          errors: [{ pointer: '/scope/agency' }, { pointer: '/scope/right' }],
        },
      },
    )
    const right = 'fr.cpam.nothing'
    t.match(
      await hub.post('/v1/renunciations', { subject: person(), right, lodgedBy: 'adviser' }),
      {
        status: 422,
        body: { errors: [{ pointer: '/right' }] },
      },
    )
    const acts = [
      ['/v1/erasure-requests', {}],
      ['/v1/restrictions', { ground: 'unlawful' }],
      ['/v1/access-requests', {}],
    ] as const
    for (let act = 0; act < limits.lodgingsPerAgentMax; act += 1) {
      const [url, extra] = acts[act % acts.length] ?? acts[0]
      const answer = await hub.post(url, { subject: person(), by: 'adviser', ...extra })
      t.equal(answer.status, 201)
    }
    for (const [url, extra] of acts) {
      const answer = await hub.post(url, { subject: person(), by: 'adviser', ...extra })
      t.match(answer, { status: 429, body: { code: 'lodging-quota-reached' } })
      t.ok(Number(answer.headers['retry-after']) > 0)
    }
    const own = await hub.post('/v1/erasure-requests', { subject: person(), by: 'person' }, page)
    t.equal(own.status, 201, 'persons themselves are not counted')
    t.match(await hub.post('/v1/erasure-requests', { subject: person(), by: 'person' }), {
      status: 403,
      body: { code: 'lodger-unfit' },
    })
  },
)
