import { connectBus, readStoredMessages } from '@unefois/bus'
import { testNats } from '@unefois/testing'
import t from 'tap'
import { limits } from '../src/limits.ts'
import { createReceiversAside } from '../src/receivers-aside.ts'
import { eraseMessages } from '../src/use-cases/erase-messages.ts'
import { relayOffered, relayWaiting } from '../src/use-cases/relay-outbox.ts'
import { releaseKeys } from '../src/use-cases/release-keys.ts'
import { watchStreams } from '../src/use-cases/watch-streams.ts'
import { withdrawSignal } from '../src/use-cases/withdraw-signal.ts'
import { openAccept } from './open-accept.ts'
import { affiliation, aspa, caf, newKey, onss } from './sample.ts'

const carsat = 'carsat-sud-est'

t.test('messages whose keys are destroyed', async t => {
  const { parts, shared, accept } = await openAccept(t)
  const nats = await testNats(t, [carsat, 'mutualite-horizon'])
  const bus = await connectBus(nats.connection('hub'))
  t.teardown(() => bus.close())
  let monotonicMs = 0
  const deps = { relaySql: parts.sql.relay, bus, nowMs: parts.nowMs, newId: parts.newId }
  const aside = createReceiversAside(() => monotonicMs)
  const relay = relayWaiting({ ...deps, aside, graceMs: -1 })
  const erase = eraseMessages(deps)
  const watch = watchStreams(deps)
  await watch([carsat])
  /** What waits in the streams, by kind and signal. */
  const waiting = async () => {
    const subjects: string[] = []
    await readStoredMessages(bus, ({ subject }) => void subjects.push(subject))
    return new Set(subjects.map(subject => subject.replace(/\..*\./u, ' ')))
  }
  const post = (body = aspa()) => accept({ sender: caf, idempotencyKey: newKey(), body })
  const orders = async () => {
    const rows = await parts.sql.admin<{ id: string }[]>`
      SELECT signal_id AS id FROM exchange.erasure_order ORDER BY 1`
    return rows.map(row => row.id)
  }
  const journal = () => parts.sql.admin<{ reason: string; ids: string[] }[]>`
    SELECT reason, signal_ids AS ids FROM audit.erasure_journal WHERE class = 'bus-message'
    ORDER BY id`
  const withdraw = withdrawSignal({ ...shared, onCommitted: () => {} })

  await t.test('a withdrawal erases what waits, and journals it', async t => {
    const kept = await post()
    const withdrawn = await post()
    await relay()
    await withdraw(caf, withdrawn.id)
    t.strictSame(await orders(), [withdrawn.id])
    const opened = await parts.sql.admin`SELECT 1 FROM audit.event
      WHERE signal_id = ${withdrawn.id} AND detail IS NOT NULL`
    t.strictSame([...opened], [], 'the second openings of its traces went with the data')
    t.equal(await erase(), 1)
    t.strictSame(await orders(), [])
    t.strictSame([...(await journal())], [{ reason: 'withdrawal', ids: [withdrawn.id] }])
    t.strictSame([...(await waiting())], [`sig ${kept.id}`])
    t.equal(await erase(), 0, 'and nothing is left to do')
  })

  await t.test('one that is still in a gateway’s memory is looked for again', async t => {
    const { id } = await post()
    const [row] = await parts.sql.admin<{ id: string; message: Buffer }[]>`
      SELECT id, message FROM exchange.outbox WHERE signal_id = ${id}`
    await withdraw(caf, id)
    t.equal(await erase(), 1)
    t.strictSame(await orders(), [id], 'it is not there yet')
    t.equal(await erase(), 0, 'and not looked for at once')
    if (row === undefined) throw new Error('the message was in the outbox')
    const late = { id: row.id, signalId: id, receiver: carsat, message: row.message }
    t.match(await relayOffered({ ...deps, aside }).relayOffered([late]), { published: 1 })
    await parts.clock.advance(limits.erasureRetryMs)
    t.equal(await erase(), 1)
    t.strictSame(await orders(), [])
    t.notOk((await waiting()).has(`sig ${id}`))

    const gone = await post()
    await withdraw(caf, gone.id)
    await erase()
    await parts.clock.advance(limits.erasureRetryMs)
    await erase()
    t.strictSame(await orders(), [gone.id])
    await parts.clock.advance(limits.erasureLooksMs)
    await erase()
    t.strictSame(await orders(), [], 'given up once nothing can publish it')
    t.equal((await journal()).length, 2, 'what was never there is not journalled')
  })

  await t.test('an objection orders it too, whichever way it finds the signal', async t => {
    const [waits, opened] = [await post(), await post()]
    await relay()
    await releaseKeys(shared)({ agency: carsat, clientId: 'desk' }, [opened.id])
    const at = new Date(parts.nowMs())
    const indexes = await parts.sql.admin<{ index: Buffer }[]>`
      SELECT subject_index AS index FROM exchange.data_key WHERE signal_id = ${waits.id}`
    await parts.sql.consent`SELECT exchange.destroy_keys(
      ${parts.sql.consent.array(
        indexes.map(row => row.index),
        17,
      )}, NULL, NULL, 'objection',
      ${at}, ${at})`
    await parts.sql.consent`SELECT exchange.recall_signals(${[opened.id]}::uuid[],
      'agreement-withdrawn', ${at}, ${at})`
    t.strictSame(await orders(), [waits.id, opened.id].sort())
    t.equal(await erase(), 2)
    const told = (await journal()).slice(-2)
    t.strictSame(told.map(row => [row.reason, ...row.ids]).sort(), [
      ['agreement-withdrawn', opened.id],
      ['objection', waits.id],
    ])
    await relay()
    const left = await waiting()
    t.ok(left.has(`recall ${opened.id}`), 'its recall waits, and nothing else of them')
    t.notOk(left.has(`sig ${opened.id}`) || left.has(`sig ${waits.id}`))
  })

  await t.test('a receiver that refuses starves no other', async t => {
    // No stream: the bus refuses whatever is meant for this one, which has been waiting longer.
    const many = limits.relayBatchMax + 50
    await parts.sql.admin`
      INSERT INTO exchange.outbox (id, signal_id, sender, receiver, void, message)
      SELECT gen_random_uuid(), exchange.uuid_floor(${new Date(parts.nowMs() - 60_000)}
          + make_interval(secs => n / 1000.0)), 'onss', 'mutualite-riviere', false, '\\x00'
      FROM generate_series(1, ${many}) AS n`
    const { id } = await post()
    const first = await relay()
    t.equal(first.published, 1, 'the other’s turn is its own')
    t.equal(first.refused, limits.relayBatchMax / 2)
    t.ok((await waiting()).has(`sig ${id}`))
    t.match(await relay(), { published: 0, refused: 0, more: false }, 'left alone for a moment')
    monotonicMs += limits.relayAsideMs
    t.equal((await relay()).refused, limits.relayBatchMax)
    aside.clear()
    await watch(['mutualite-riviere'])
    const turns: number[] = []
    for (let more = true; more; ) {
      const swept = await relay()
      turns.push(swept.published)
      more = swept.more
    }
    t.strictSame(turns, [limits.relayBatchMax, 50], 'its own stream takes all, a turn at a time')
  })

  await t.test('a full stream leaves signals in Postgres, and lets recalls pass', async t => {
    await watch(['mutualite-horizon'])
    aside.tell('mutualite-horizon', limits.streamMessagesMax)
    const { id } = await accept({ sender: onss, idempotencyKey: newKey(), body: affiliation() })
    t.match(await relay(), { published: 0, refused: 0 })
    const at = new Date(parts.nowMs())
    await parts.sql.admin`INSERT INTO exchange.recall (id, signal_id, receiver, reason, created_at,
      due_at) VALUES (${newKey()}, ${newKey()}, 'mutualite-horizon', 'objection', ${at}, ${at})`
    t.match(await relay(), { published: 1, refused: 0 }, 'the recall')
    aside.tell('mutualite-horizon', limits.streamMessagesMax - 1)
    t.match(await relay(), { published: 1, refused: 0 }, 'the signal, once there is room')
    const [row] = await parts.sql.admin`SELECT published_at IS NOT NULL AS done
      FROM exchange.outbox WHERE signal_id = ${id}`
    t.strictSame({ ...row }, { done: true })
  })
})
