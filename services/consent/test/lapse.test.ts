import t from 'tap'
import { startHousekeeping } from '../src/housekeeping.ts'
import { limits } from '../src/limits.ts'
import { forgetLapsed } from '../src/use-cases/forget-lapsed.ts'
import { turnGenerations } from '../src/use-cases/turn-generations.ts'
import { openConsent, page, person } from './open-consent.ts'

t.test('what has lapsed is forgotten, to the millisecond of the hub’s clock', async t => {
  const hub = await openConsent(t)
  const forget = forgetLapsed(hub.deps)
  // The last day of August, 18 months before a February; and both ends of what the law allows.
  const lodgings = [
    { at: '2026-08-31T23:59:59.999Z', keptMonths: 18, lapsesAt: '2028-02-29T23:59:59.999Z' },
    { at: '2026-08-31T23:59:59.999Z', keptMonths: 12, lapsesAt: '2027-08-31T23:59:59.999Z' },
    { at: '2026-03-28T12:00:00.000Z', keptMonths: 24, lapsesAt: '2028-03-28T12:00:00.000Z' },
  ]
  await hub.sql.admin`SELECT audit.ensure_partitions('2026-03-01', 1),
    audit.ensure_partitions('2026-08-01', 1)`
  for (const { at, keptMonths, lapsesAt } of lodgings) {
    const subject = person()
    await hub.clock.set(Date.parse(at))
    const body = { subject, scope: {}, lodgedBy: 'person', keptMonths }
    const lodged = await hub.post('/v1/objections', body, page)
    t.equal(lodged.body.lapsesAt, lapsesAt)
    const rows = async () =>
      (await hub.sql.admin`SELECT 1 FROM consent.objection WHERE id = ${lodged.body.id}`).length
    await hub.sql.admin`SELECT audit.ensure_partitions(${new Date(lapsesAt)}, 1),
      exchange.ensure_partitions(${new Date(lapsesAt)}, 1)`

    await hub.clock.set(Date.parse(lapsesAt) - 1)
    await forget()
    t.equal(await rows(), 1, `${keptMonths} months: there until the last millisecond`)
    t.equal((await hub.exchange.accept(subject)).verdict, 'objected')
    await hub.clock.set(Date.parse(lapsesAt))
    t.equal((await hub.exchange.accept(subject)).verdict, 'sent', 'not heeded once it has lapsed')
    t.equal((await hub.get(`/v1/objections/${lodged.body.id}`, page)).status, 404)
    const gone = await forget()
    t.equal(gone.objections, 1)
    t.equal(await rows(), 0)
  }
  const traces = await hub.sql.admin`
    SELECT agency, detail FROM audit.event WHERE operation = 'objection-lapse'`
  t.strictSame(
    traces.map(({ agency, detail }) => ({ agency, detail })),
    Array(3).fill({ agency: 'hub', detail: { rows: 1 } }),
  )
})

t.test('the database itself refuses a shorter or longer life, in any zone', async t => {
  const hub = await openConsent(t)
  const insert = (zone: string, lapsesAt: string) =>
    hub.sql.consent.begin(async sql => {
      await sql`SELECT set_config('timezone', ${zone}, true)`
      await sql`INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at)
        VALUES (gen_random_uuid(), ${Buffer.alloc(32)}, '1', '2026-03-28T12:00:00Z', ${lapsesAt})`
    })
  for (const zone of ['UTC', 'Europe/Paris', 'Pacific/Auckland']) {
    for (const at of ['2027-03-28T11:59:59.999Z', '2028-03-28T12:00:00.001Z']) {
      await t.rejects(insert(zone, at), { code: '23514' }, `${zone} ${at}`)
    }
    for (const at of ['2027-03-28T12:00:00Z', '2028-03-28T12:00:00Z']) {
      await t.resolves(insert(zone, at), `${zone} ${at}`)
    }
  }
})

t.test('a generation serves its months, and its key dies with its last row', async t => {
  const hub = await openConsent(t)
  const forget = forgetLapsed(hub.deps)
  const turn = turnGenerations(hub.deps)
  const labels = () => hub.keys.generations().map(({ label }) => label)
  const early = person()
  const late = person()
  const body = { scope: {}, lodgedBy: 'person' }
  t.equal(await turn(), 0)
  await hub.post('/v1/objections', { ...body, subject: early, keptMonths: 24 }, page)
  await hub.sql.admin`SELECT audit.ensure_partitions('2027-11-20', 14),
    exchange.ensure_partitions('2027-11-20', 14), audit.ensure_partitions('2029-02-01', 14)`

  await hub.clock.set(Date.parse('2027-11-20T09:00:00.000Z'))
  await turn()
  t.strictSame(labels(), ['1'], 'not a day before')
  await hub.clock.set(Date.parse('2027-11-20T10:00:00.000Z'))
  hub.system.ms = Date.now()
  t.equal(await turn(), 0)
  t.strictSame(labels(), ['1', '2'])
  const keyOf = async (id: string) =>
    (await hub.sql.admin`SELECT index_key AS label FROM consent.objection WHERE id = ${id}`)[0]
  const soon = await hub.post('/v1/objections', { ...body, subject: late }, page)
  t.match(await keyOf(soon.body.id), { label: '1' }, 'not before every gateway reads it')
  await hub.post(`/v1/objections/${soon.body.id}/withdrawal`, { subject: late, by: 'person' }, page)
  hub.system.ms += 3_600_000
  const lodged = await hub.post('/v1/objections', { ...body, subject: late }, page)
  t.match(await keyOf(lodged.body.id), { label: '2' })
  for (const subject of [early, late]) {
    t.equal((await hub.exchange.accept(subject)).verdict, 'objected', 'under either generation')
  }
  t.equal(await turn(), 0, 'a row lives under the first')

  await t.test('the forecast tells when', async t => {
    const due = await hub.sql.admin`
      SELECT class, due_at AS at, count::int FROM consent.deletions_due(${hub.clock.now()})
      WHERE class <> 'idempotency' ORDER BY class, due_at`
    t.strictSame(
      due.map(({ class: kind, at, count }) => [kind, at.toISOString(), count]),
      [
        ['key', '2028-11-20T10:00:00.000Z', 1],
        ['objection', '2028-11-20T10:00:00.000Z', 1],
        ['objection', '2029-11-20T10:00:00.000Z', 1],
      ],
    )
  })

  await hub.clock.set(Date.parse('2028-11-20T10:00:00.000Z'))
  hub.system.ms += 3_600_000
  t.equal((await forget()).objections, 1)
  t.equal(await turn(), 1)
  t.strictSame(labels(), ['2', '3'], 'and the next has begun')
  t.equal(hub.store.find('objection-index', '1'), undefined)
  t.equal((await hub.exchange.accept(late)).verdict, 'objected')
  const url = `/v1/objections/${lodged.body.id}/withdrawal`
  t.equal((await hub.post(url, { subject: late, by: 'person' }, page)).status, 200)

  const journal = await hub.sql.admin`SELECT class, reason, row_ids AS rows, key_ids AS keys
    FROM audit.erasure_journal WHERE class <> 'idempotency' ORDER BY at, class, reason`
  t.match(journal, [
    { class: 'objection', reason: 'withdrawal', rows: [soon.body.id] },
    { class: 'key', reason: 'rotation', keys: [/^objection-index_/u] },
    { class: 'objection', reason: 'lapse', rows: [/./u] },
    { class: 'objection', reason: 'withdrawal', rows: [lodged.body.id] },
  ])
  t.equal(journal.length, 4)
})

t.test('after a restore, what was erased is erased again', async t => {
  const hub = await openConsent(t)
  const lodged = await hub.post(
    '/v1/objections',
    { subject: person(), scope: {}, lodgedBy: 'person' },
    page,
  )
  const entries = [
    { owner: 'consent', class: 'objection', rowIds: [lodged.body.id] },
    { owner: 'consent', class: 'key', rowIds: null },
    { owner: 'exchange', class: 'objection', rowIds: [lodged.body.id] },
  ]
  const replay = async () => {
    const [row] = await hub.sql.admin<{ rows: number }[]>`
      SELECT consent.replay_erasures(${JSON.stringify(entries)}::text::json) AS rows`
    return row?.rows
  }
  t.equal(await replay(), 1)
  t.equal(await replay(), 0, 'and only once')
})

t.test('the job is bounded, runs when the clock moves, and takes agreements and keys', async t => {
  const hub = await openConsent(t)
  const rows = limits.forgetRowsMax + 5
  await hub.sql.admin`SELECT audit.ensure_partitions('2027-11-20', 1)`
  await hub.sql.admin`
    INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at)
    SELECT gen_random_uuid(), '\\x00', '1', '2026-11-20', '2027-11-20'
    FROM generate_series(1, ${rows}::int)`
  const agreement = {
    subject: person(),
    rights: ['fr.cpam.c2s'],
    recipients: ['cpam-13'],
    obtainedOn: '2026-11-20',
    channel: 'post',
    agent: 'agt_0001',
  }
  await hub.post('/v1/person-agreements', agreement)
  const forget = forgetLapsed(hub.deps)
  const housekeeping = await startHousekeeping({
    ...hub,
    forget,
    turn: turnGenerations(hub.deps),
  })
  const [before] = await hub.sql.admin`SELECT count(*)::int AS rows FROM consent.objection`
  t.equal(before?.rows, rows)
  await hub.clock.set(Date.parse('2027-11-20T10:00:00.000Z'))
  housekeeping.close()
  const [left] = await hub.sql.admin`SELECT
    (SELECT count(*)::int FROM consent.objection) AS objections,
    (SELECT count(*)::int FROM consent.person_agreement) AS agreements,
    (SELECT count(*)::int FROM consent.idempotency) AS keys`
  t.strictSame({ ...left }, { objections: 0, agreements: 0, keys: 0 })
  t.match(hub.lines.join(''), new RegExp(`"objections":${rows},"agreements":1`, 'u'))
})
