import { readStoredMessages } from '@unefois/bus'
import t from 'tap'
import { limits } from '../src/limits.ts'
import { findOverdue } from '../src/use-cases/find-overdue.ts'
import { carsat, openLife } from './open-life.ts'
import { aspa } from './sample.ts'

t.test('thirteen months in one step', async t => {
  const { parts, bus, post, until, retain, failed, relay, erase, release, tables } =
    await openLife(t)
  const { admin } = parts.sql
  const overdue = findOverdue({
    retentionSql: parts.sql.retention,
    store: parts.keyStore,
    nowMs: parts.nowMs,
  })
  await retain()
  const ids = [await post(aspa()), await post(aspa()), await post(aspa())]
  await relay()
  await release({ agency: carsat, clientId: carsat }, ids.slice(0, 1))
  await parts.clock.set(Date.parse('2027-12-20T08:00:00Z'))

  await t.test(
    'a caller that keeps the table is not waited for, and holds up no other',
    async t => {
      const { promise: done, resolve: finish } = Promise.withResolvers<void>()
      const { promise: begun, resolve: begin } = Promise.withResolvers<void>()
      const caller = admin.begin(async sql => {
        await sql`SELECT 1 FROM exchange.signal LIMIT 1`
        begin()
        await done
      })
      await begun
      const startedMs = performance.now()
      const run = retain()
      let reads = 0
      while (performance.now() - startedMs < limits.dropLockMsMax) {
        await parts.sql.relay`SELECT 1 FROM exchange.signal LIMIT 1`
        reads += 1
      }
      await run
      t.ok(reads > 0)
      t.equal(failed.length, 1, 'the drop gave way, and said so')
      t.match(await overdue(), { months: 3, messages: 0 }, 'it raises an alarm')
      t.equal((await tables()).signal, 3, 'nothing was dropped by half')
      finish()
      await caller
    },
  )
  await until('2027-12-21')
  t.match(await overdue(), { messages: 3 }, 'and so do messages that nobody erased')
  await retain()
  t.match(await overdue(), { months: 0 })
  t.equal(failed.length, 1)
  t.notOk((await tables()).signal)
  await relay()
  await erase()
  await parts.clock.advance(limits.erasureLooksMs)
  await erase()
  const subjects: string[] = []
  await readStoredMessages(bus, ({ subject }) => void subjects.push(subject))
  t.strictSame(subjects, [], 'no message is left')
  const { signal, data_key, outbox, recall, erasure_order, idempotency } = await tables()
  t.strictSame(
    { signal, data_key, outbox, recall, erasure_order, idempotency },
    {
      signal: undefined,
      data_key: undefined,
      outbox: undefined,
      recall: undefined,
      erasure_order: undefined,
      idempotency: undefined,
    },
  )
  await retain()
  const [twice] = await admin`SELECT count(*)::int AS n FROM audit.erasure_journal
    WHERE class = 'signal-row'`
  t.equal(twice?.n, 1, 'journalled once')
})
