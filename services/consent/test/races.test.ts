import { randomUUID } from 'node:crypto'
import t from 'tap'
import { adviser, openConsent, person, untilParked } from './open-consent.ts'

const lodge = (subject: object) => ({ subject, scope: {}, lodgedBy: 'adviser' })

/** A transaction that is held open until the test lets it commit. */
function gate() {
  const { promise: opened, resolve: open } = Promise.withResolvers<void>()
  const { promise: reached, resolve: reach } = Promise.withResolvers<void>()
  return { opened, open, reached, reach }
}

t.test('an objection waits for an accept under way, and destroys what it stored', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const held = gate()
  const accepting = hub.sql.accept.begin(async sql => {
    const signal = await hub.exchange.accept(subject, {}, sql)
    held.reach()
    await held.opened
    return signal
  })
  await held.reached
  const lodging = hub.post('/v1/objections', lodge(subject))
  await untilParked(hub.sql.admin)
  held.open()
  const signal = await accepting
  t.equal(signal.verdict, 'sent', 'none refused before the objection')
  t.equal((await lodging).status, 201)
  t.strictSame(await hub.exchange.stateOf([signal.id]), [{ key: false, recall: null }])
  t.equal(await hub.exchange.release(signal.id), false, 'no release after it')
})

t.test('an accept waits for an objection under way, and is void', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const held = gate()
  const before = await hub.exchange.accept(subject)
  // Holding the signal's key parks the lodging after it has its lock and its row.
  const holding = hub.sql.admin.begin(async sql => {
    await sql`SELECT FROM exchange.data_key WHERE signal_id = ${before.id} FOR UPDATE`
    held.reach()
    await held.opened
  })
  await held.reached
  const lodging = hub.post('/v1/objections', lodge(subject))
  await untilParked(hub.sql.admin, 'any')
  const accepting = hub.exchange.accept(subject)
  await untilParked(hub.sql.admin)
  held.open()
  await holding
  t.equal((await lodging).status, 201)
  t.equal((await accepting).verdict, 'objected')
  t.strictSame(await hub.exchange.stateOf([before.id]), [{ key: false, recall: null }])
})

t.test('a release under way is waited for and recalled; one that waited gets nothing', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const signal = await hub.exchange.accept(subject)
  const held = gate()
  const releasing = hub.sql.agency.begin(async sql => {
    const isReleased = await hub.exchange.release(signal.id, 'cpam-13', sql)
    held.reach()
    await held.opened
    return isReleased
  })
  await held.reached
  const lodging = hub.post('/v1/objections', lodge(subject))
  await untilParked(hub.sql.admin, 'any')
  held.open()
  t.equal(await releasing, true, 'none refused before the objection')
  t.equal((await lodging).status, 201)
  t.strictSame(await hub.exchange.stateOf([signal.id]), [{ key: false, recall: 'objection' }])

  const late = await hub.exchange.accept(person())
  const destroying = gate()
  const objecting = hub.sql.admin.begin(async sql => {
    await sql`DELETE FROM exchange.data_key WHERE signal_id = ${late.id}`
    destroying.reach()
    await destroying.opened
  })
  await destroying.reached
  const asked = hub.exchange.release(late.id)
  await untilParked(hub.sql.admin, 'any')
  destroying.open()
  await objecting
  t.equal(await asked, false)
})

t.test('interleaved at random: no live key and no release after an objection', async t => {
  const hub = await openConsent(t)
  for (let round = 0; round < 25; round += 1) {
    const subject = person()
    const early = await hub.exchange.accept(subject)
    const acts = await Promise.all([
      hub.exchange.release(early.id),
      hub.post('/v1/objections', lodge(subject)),
      hub.exchange.accept(subject),
    ])
    const [isReleased, lodged, raced] = acts
    t.equal(lodged.status, 201)
    const [first, second] = await hub.exchange.stateOf([early.id, raced.id])
    t.equal(first?.key, false)
    t.equal(first?.recall, isReleased ? 'objection' : null)
    t.equal(second?.key, raced.verdict === 'objected', 'the void signal’s key opens nothing')
    t.equal(await hub.exchange.release(early.id), false)
  }
})

t.test('one key, many at once and after a crash: one act, one answer', async t => {
  const hub = await openConsent(t)
  const subject = person()
  const key = randomUUID()
  const send = () => hub.post('/v1/objections', lodge(subject), adviser, key)
  const answers = await Promise.all(Array.from({ length: 4 }, send))
  t.strictSame(new Set(answers.map(({ text }) => text)).size, 1)
  const count = async () => {
    const [row] = await hub.sql.admin`SELECT
      (SELECT count(*)::int FROM consent.objection) AS objections,
      (SELECT count(*)::int FROM audit.event WHERE operation = 'objection-lodge') AS traces`
    return { ...row }
  }
  t.strictSame(await count(), { objections: 1, traces: 1 })

  await t.test('it is cut off in the middle: nothing stays, the key works', async t => {
    const cut = randomUUID()
    const held = gate()
    const bucket = hub.keys.bucket(subject)
    const holding = hub.sql.admin.begin(async sql => {
      await sql`SELECT pg_advisory_xact_lock(7301, ${bucket}::int)`
      held.reach()
      await held.opened
    })
    await held.reached
    const cutOff = hub.post('/v1/objections', lodge(subject), adviser, cut)
    await untilParked(hub.sql.admin)
    const same = hub.post('/v1/objections', lodge(subject), adviser, cut)
    await hub.sql.admin`
      SELECT pg_cancel_backend(pid) FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event = 'advisory'`
    t.equal((await cutOff).status, 503)
    held.open()
    await holding
    t.ok([201, 503].includes((await same).status))
    const again = await hub.post('/v1/objections', lodge(subject), adviser, cut)
    t.equal(again.status, 201)
    t.strictSame((await hub.post('/v1/objections', lodge(subject), adviser, cut)).body, again.body)
    t.strictSame(await count(), { objections: 2, traces: 2 })
  })
})
