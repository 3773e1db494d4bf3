import { generateReceiverKeys } from '@unefois/sealing'
import t from 'tap'
import { messageOf, openDesk, recallMessage, signalMessage } from './support/desk.ts'
import { casesOf, outboxOf } from './support/rows.ts'
import { agency, sealSignal } from './support/signals.ts'

t.test('a batch is released in one call and stored in one transaction', async t => {
  const desk = await openDesk(t)
  const sealed = Array.from({ length: 12 }, () => desk.seal(desk.person()))
  const messages = sealed.map(each => signalMessage(each.signal))
  await desk.take(messages)
  t.strictSame(
    messages.map(message => message.settled),
    messages.map(() => ['ack']),
  )
  t.equal(desk.gateway.releaseCalls.length, 1)
  t.equal((await casesOf(desk)).length, 12)
  t.strictSame(
    (await outboxOf(desk)).map(event => event.type),
    Array(12).fill('received'),
  )
  t.match(await desk.reportAll(), { turn: 'idle' })
  t.equal(desk.gateway.events.length, 12)
  t.equal((await outboxOf(desk)).length, 0)
  t.match(
    await desk.admin`SELECT remind_on::text, take_up_by::text FROM desk.cases LIMIT 1`,
    [{ remind_on: '2026-11-30', take_up_by: '2026-12-07' }],
    'working days of the agency’s country',
  )
  const [plain] = await desk.admin<{ count: number }[]>`
    SELECT count(*)::int AS count FROM desk.cases WHERE length(sealed_subject) = 0`
  t.equal(plain?.count, 0)
})

t.test('what comes again is one case, reported under the same event', async t => {
  const desk = await openDesk(t)
  const { signal, id } = desk.seal(desk.person())
  await desk.take([signalMessage(signal), signalMessage(signal)])
  const [first] = await outboxOf(desk)
  await desk.reportAll()
  const again = signalMessage(signal, 2)
  await desk.take([again])
  t.strictSame(again.settled, ['ack'])
  t.equal(desk.gateway.releaseCalls.length, 1, 'the hub is not asked for what is here')
  t.strictSame(await outboxOf(desk), [first], 'the same event, so that the hub knows it')
  await desk.reportAll()
  t.strictSame(
    desk.gateway.events.map(event => event.type),
    ['received'],
  )
  t.strictSame(
    (await casesOf(desk)).map(row => row.id),
    [id],
  )
})

t.test('gone is forgotten, and a silent hub loses nothing', async t => {
  const desk = await openDesk(t)
  const { signal, id } = desk.seal(desk.person())
  desk.gateway.failing = { status: 503, code: 'snapshot-stale' }
  const put = signalMessage(signal)
  await desk.take([put])
  t.strictSame(put.settled, ['nak'])
  desk.gateway.failing = undefined
  desk.gateway.keys.delete(id)
  const gone = signalMessage(signal, 2)
  await desk.take([gone])
  t.strictSame(gone.settled, ['ack'])
  t.strictSame(await casesOf(desk), [])
  t.strictSame(await outboxOf(desk), [])
  t.strictSame(desk.faults, [])
})

t.test('a poisoned message harms only itself and leaves nothing of what it says', async t => {
  const desk = await openDesk(t)
  const good = desk.seal(desk.person())
  const other = desk.seal(desk.person())
  const secret = desk.person().value
  const wrongKey = desk.seal(desk.person())
  desk.gateway.keys.set(wrongKey.id, other.dataKey)
  const altered = desk.seal(desk.person())
  const envelope = { ...altered.signal.data.envelope, observedOn: '2020-01-01' }
  const forged = { ...altered.signal, data: { ...altered.signal.data, envelope } }
  const strange = { ...good.signal, [secret]: secret }
  const poison = [
    messageOf(`sig.${agency}.${good.id}`, `not json ${secret}`),
    messageOf(`sig.${agency}.${other.id}`, strange),
    messageOf(`sig.${agency}.${other.id}`, good.signal),
    messageOf(`sig.caf-13.${good.id}`, good.signal),
    messageOf(`other.${agency}.${good.id}`, good.signal),
    signalMessage(wrongKey.signal),
    signalMessage(forged),
  ]
  const healthy = signalMessage(good.signal)
  await desk.take([...poison, healthy])
  t.strictSame(healthy.settled, ['ack'])
  t.strictSame(
    poison.map(message => message.settled),
    poison.map(() => ['term']),
  )
  t.strictSame(
    (await casesOf(desk)).map(row => row.id),
    [good.id],
  )
  const rows = await desk.admin<{ reason: string; size: number }[]>`
    SELECT reason, size FROM desk.quarantine ORDER BY id`
  t.strictSame(rows.map(row => row.reason).sort(), [
    'another-receiver',
    'another-signal',
    'another-subject',
    'not-json',
    'not-the-contract',
    'outer-seal-broken',
    'seal-seal',
  ])
  t.ok(rows.every(row => row.size > 0))
  const [dump] = await desk.admin<{ text: string }[]>`
    SELECT string_agg(q::text, ' ') AS text FROM desk.quarantine q`
  t.notMatch(dump?.text, secret)
  t.strictSame(desk.faults, [])
})

t.test('a row that the database refuses is quarantined alone', async t => {
  const desk = await openDesk(t)
  await desk.admin`ALTER TABLE desk.cases ADD CHECK (territory IS DISTINCT FROM 'fr-2a')`
  const good = desk.seal(desk.person())
  const bad = desk.seal(desk.person(), { territory: 'fr-2a' })
  const messages = [bad, good].map(each => signalMessage(each.signal))
  await desk.take(messages)
  t.strictSame(
    messages.map(message => message.settled),
    [['term'], ['ack']],
  )
  t.strictSame(
    (await casesOf(desk)).map(row => row.id),
    [good.id],
  )
  t.match(await desk.admin`SELECT reason, signal_id FROM desk.quarantine`, [
    { reason: 'row-refused', signal_id: bad.id },
  ])
})

t.test('a seal for a key that is not here waits for the key; old keys open old seals', async t => {
  const desk = await openDesk(t)
  const old = generateReceiverKeys()
  const sealed = sealSignal(old, desk.person(), { at: desk.clock.now() })
  desk.gateway.keys.set(sealed.id, sealed.dataKey)
  const early = signalMessage(sealed.signal)
  await desk.take([early])
  t.strictSame(early.settled, ['nak'])
  desk.store.put('receiver', old.keyId, old.privateKey)
  const late = signalMessage(sealed.signal, 2)
  await desk.take([late])
  t.strictSame(late.settled, ['ack'])
  t.strictSame(
    (await casesOf(desk)).map(row => row.id),
    [sealed.id],
  )
})

t.test('a recall before its signal refuses it for ever; one after it erases', async t => {
  const desk = await openDesk(t)
  const early = desk.seal(desk.person())
  const recall = recallMessage(desk.recall(early.id))
  await desk.take([recall])
  t.strictSame(recall.settled, ['ack'])
  const refused = signalMessage(early.signal)
  await desk.take([refused])
  t.strictSame(refused.settled, ['ack'])
  t.strictSame(await casesOf(desk), [])

  const both = desk.seal(desk.person())
  await desk.take([signalMessage(both.signal), recallMessage(desk.recall(both.id))])
  t.strictSame(await casesOf(desk), [], 'in one pull the recall wins')

  const late = desk.seal(desk.person())
  await desk.take([signalMessage(late.signal)])
  const message = desk.recall(late.id)
  await desk.take([recallMessage(message)])
  t.match(await casesOf(desk), [{ id: late.id, state: 'erased' }])
  const [row] = await desk.admin`
    SELECT right_id, subject_index, sealed_subject, erased_at FROM desk.cases WHERE id = ${late.id}`
  t.match(row, { right_id: null, subject_index: null, sealed_subject: null })
  t.ok(row?.erased_at)

  await desk.reportAll()
  await desk.take([recallMessage(message)])
  const [receipt] = (await outboxOf(desk)).filter(event => event.type === 'erased')
  const told = desk.gateway.events.filter(event => event.type === 'erased')
  t.equal(told.length, 3)
  t.ok(told.every(event => event.recallId !== undefined))
  t.strictSame(
    receipt,
    told.find(event => event.signalId === late.id),
    'the same receipt again',
  )
})

t.test('recalls and signals of the same people at once leave no case behind', async t => {
  const desk = await openDesk(t)
  const sealed = Array.from({ length: 20 }, () => desk.seal(desk.person()))
  await Promise.all([
    ...sealed.map(each => desk.take([signalMessage(each.signal)])),
    ...[...sealed].reverse().map(each => desk.take([recallMessage(desk.recall(each.id))])),
  ])
  const rows = await casesOf(desk)
  t.ok(rows.every(row => row.state === 'erased'))
  const left = await desk.admin`SELECT 1 FROM desk.cases WHERE subject_index IS NOT NULL`
  t.equal(left.length, 0)
  t.strictSame(desk.faults, [])
})
