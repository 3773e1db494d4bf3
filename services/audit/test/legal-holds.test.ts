import { randomUUID } from 'node:crypto'
import t from 'tap'
import { openAudit, signalOf, start } from './open-audit.ts'

const body = (own: object = {}) => ({
  signalIds: [signalOf('2026-11-01T08:00:00.000Z'), signalOf('2026-11-02T08:00:00.000Z')],
  basis: 'court-order',
  provision: 'TJ Marseille, ordonnance 26/01234',
  endsOn: '2027-05-31',
  ...own,
})

t.test('a hold holds from its placing to the end of its day', async t => {
  const { sql, call, clock } = await openAudit(t)
  const hold = body()
  const isHeld = async (at: string) => {
    const rows = await sql.retention`
      SELECT held FROM audit.held(${hold.signalIds}::uuid[], ${new Date(at)})`
    return rows.count
  }
  const placed = await call('POST', '/v1/legal-holds', { body: hold })
  t.equal(placed.status, 201)
  t.match(placed.body, {
    basis: 'court-order',
    placedAt: start.toISOString(),
    endsAt: '2027-06-01T00:00:00.000Z',
    signals: 2,
    isHeld: true,
  })
  t.notMatch(placed.text, hold.signalIds[0], 'it names no signal')
  t.equal(await isHeld('2026-11-21T07:59:59.999Z'), 0)
  t.equal(await isHeld('2026-11-21T08:00:00.000Z'), 2)
  t.equal(await isHeld('2027-05-31T23:59:59.999Z'), 2)
  t.equal(await isHeld('2027-06-01T00:00:00.000Z'), 0)
  const others = await sql.retention`
    SELECT held FROM audit.held(ARRAY[${randomUUID()}]::uuid[], ${start})`
  t.equal(others.count, 0)

  await clock.set(Date.parse('2027-01-10T08:00:00.000Z'))
  const url = `/v1/legal-holds/${String(placed.body.id)}/end`
  const ended = await call('POST', url)
  t.match(ended, { status: 200, body: { isHeld: false, endedAt: '2027-01-10T08:00:00.000Z' } })
  t.equal(await isHeld('2027-01-10T08:00:00.000Z'), 0)
  t.equal(await isHeld('2027-01-10T07:59:59.999Z'), 2, 'until then it did')
  await clock.set(Date.parse('2027-02-10T08:00:00.000Z'))
  t.match(await call('POST', url), { body: { endedAt: '2027-01-10T08:00:00.000Z' } }, 'once')
  const listed = await call('GET', '/v1/legal-holds')
  t.match(listed.body.items, [{ id: placed.body.id, isHeld: false }])
  t.match(await call('POST', `/v1/legal-holds/${randomUUID()}/end`), { status: 404 })
})

t.test('a hold names its basis and its end, no further than a year', async t => {
  const { call, sql } = await openAudit(t)
  for (const endsOn of ['2026-11-20', '2027-11-21', '9999-12-31']) {
    const refused = await call('POST', '/v1/legal-holds', { body: body({ endsOn }) })
    t.match(refused, { status: 422, body: { code: 'hold-end-unfit' } }, endsOn)
  }
  for (const endsOn of ['2026-11-21', '2027-11-20']) {
    t.equal((await call('POST', '/v1/legal-holds', { body: body({ endsOn }) })).status, 201, endsOn)
  }
  for (const own of [{ basis: 'convenience' }, { provision: '' }, { signalIds: [] }, { note: 1 }]) {
    t.equal((await call('POST', '/v1/legal-holds', { body: body(own) })).status, 400)
  }
  const [row] = await sql.admin`SELECT count(*)::int AS holds FROM audit.legal_hold`
  t.strictSame(row, { holds: 2 })
})

t.test('the same key is answered the same, another body is refused', async t => {
  const { call, sql } = await openAudit(t)
  const key = randomUUID()
  const hold = body()
  const first = await call('POST', '/v1/legal-holds', { key, body: hold })
  t.strictSame((await call('POST', '/v1/legal-holds', { key, body: hold })).text, first.text)
  const other = await call('POST', '/v1/legal-holds', {
    key,
    body: { ...hold, endsOn: '2027-01-01' },
  })
  t.match(other, { status: 409, body: { code: 'idempotency-key-reused', original: first.body.id } })
  const again = await call('POST', `/v1/legal-holds/${String(first.body.id)}/end`, { key })
  t.equal(again.status, 409, 'on another call it is another act')
  const [row] = await sql.admin`SELECT count(*)::int AS holds FROM audit.legal_hold`
  t.strictSame(row, { holds: 1 })
  const answers = await Promise.all(
    [1, 2, 3].map(() => call('POST', '/v1/legal-holds', { key, body: hold })),
  )
  t.strictSame(new Set(answers.map(({ text }) => text)).size, 1)
})
