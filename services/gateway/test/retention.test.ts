import { randomUUID } from 'node:crypto'
import { connectBus, openInbox, readStoredMessages } from '@unefois/bus'
import t from 'tap'
import { openHubKeys } from '../src/hub-keys.ts'
import { limits } from '../src/limits.ts'
import { drainInbox } from './drain-inbox.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { horizon, officer, riviere } from './open-campaigns.ts'
import { cafSender, carsat, openLife } from './open-life.ts'
import { aspa, mission, start } from './sample.ts'

t.test('a whole life', async t => {
  const life = await openLife(t)
  const { parts, agree, call, send, handle, figures, until, bus, nats, post } = life
  const { retain, failed, relay, erase, release, report, tables, due, rotate } = life
  const { admin } = parts.sql

  await retain()
  const campaign = await agree()
  const many = await send(campaign, horizon, 60)
  const few = await send(campaign, riviere, 40)
  const singles: string[] = []
  for (let n = 0; n < 99; n += 1) singles.push(await post(aspa()))
  const objecting = aspa()
  const keys = openHubKeys(parts.keyStore)
  await lodge(parts.sql.consent, subjectIndexes(keys, objecting.subject), parts.newId)
  const objected = await post(objecting)
  const [heldWaiting = '', heldReceived = '', withdrawn = '', declined = '', ...others] = singles
  const batch = await call(cafSender, 'POST', '/v1/signal-batches', {})
  await admin`INSERT INTO exchange.batch_lines (batch, first_line, last_line, sender,
      fingerprint_day, fingerprints, signal_ids, refusals, stored_at)
    VALUES (${batch.json().id}, 1, 1, 'caf-13', '2026-11-20', decode(repeat('00', 16), 'hex'),
      ARRAY[NULL::uuid], '[]', ${start})`
  await relay()
  const desk = await connectBus(nats.connection(horizon))
  const inbox = await openInbox(desk, horizon)
  await drainInbox(bus, inbox, horizon)
  await inbox.close()
  await desk.close()

  await handle(horizon, many.slice(0, 20), ['right-opened'])
  await handle(horizon, many.slice(20, 40), ['not-eligible'])
  await handle(horizon, many.slice(40), undefined)
  await handle(riviere, few.slice(0, 10), ['claim-filed', 'renounced'])
  const event = { id: randomUUID(), at: start.toISOString() }
  const told = [
    { ...event, signalId: heldReceived, type: 'received' as const },
    {
      ...event,
      id: randomUUID(),
      signalId: declined,
      type: 'declined' as const,
      declineReason: 'not-competent' as const,
    },
  ]
  await report({ agency: carsat, clientId: carsat }, told)
  await release({ agency: carsat, clientId: carsat }, others.slice(0, 10))
  await call(cafSender, 'POST', `/v1/signals/${withdrawn}/withdrawal`)
  await admin`INSERT INTO exchange.feedback (sender, position, signal_id, class, at)
    VALUES (${mission.agency}, 1, ${heldReceived}, 'received', ${start})`
  const hold = randomUUID()
  await admin`INSERT INTO audit.legal_hold (id, basis, provision, author, placed_at, ends_at)
    VALUES (${hold}, 'court-order', 'TJ 26/1', 'hub-dpo', ${start}, '2028-06-01T00:00:00Z')`
  await admin`INSERT INTO audit.held_signal (signal_id, hold_id)
    SELECT unnest(${[heldWaiting, heldReceived]}::uuid[]), ${hold}`
  await erase()
  const whole = await figures(officer, campaign)

  await t.test('what is due is said before it is done', async t => {
    t.equal((await tables()).signal, 200)
    const said = await due()
    t.match(
      said.find(row => row.class === 'signal-row'),
      {
        dueAt: new Date('2027-11-01T00:00:00Z'),
        count: '200',
        article: 'CRPA R.114-9-7, al. 2',
      },
    )
    t.match(
      said.find(row => row.class === 'signal-data'),
      {
        dueAt: new Date('2027-10-31T00:00:00Z'),
      },
    )
    t.ok(said.some(row => row.class === 'idempotency' && row.count !== '0'))
    t.ok(said.some(row => row.class === 'batch'))
  })

  await t.test('after its last day nothing can be opened, and who could is told', async t => {
    await until('2027-10-30')
    await retain()
    t.equal((await admin`SELECT 1 FROM exchange.recall WHERE reason = 'expired'`).length, 0)
    await until('2027-10-31')
    await retain()
    const left = await admin<{ id: string }[]>`SELECT signal_id AS id FROM exchange.data_key`
    t.strictSame([...left], [{ id: heldWaiting }], 'but for what a legal hold keeps')
    const recalled = await admin<{ id: string }[]>`
      SELECT signal_id AS id FROM exchange.recall WHERE reason = 'expired' ORDER BY 1`
    t.strictSame(
      recalled.map(row => row.id),
      others.slice(0, 10).sort(),
    )
    await relay()
    await erase()
    const waiting = new Set<string>()
    await readStoredMessages(bus, ({ subject }) => {
      if (subject.startsWith('sig.carsat')) waiting.add(subject.split('.')[2] ?? '')
    })
    const gone = [...others, objected, withdrawn].filter(id => waiting.has(id))
    t.strictSame(gone, [], 'no stream holds their messages')
  })

  await t.test(
    'thirteen months later nothing is left but what the room’s table allows',
    async t => {
      await until('2027-12-20')
      await retain()
      t.strictSame(failed, [])
      await erase()
      await parts.clock.advance(limits.erasureLooksMs)
      while ((await erase()) > 0) {}
      const left = await tables()
      t.strictSame(Object.keys(left).sort(), [
        'campaign',
        'campaign_change',
        'campaign_figures',
        'campaign_receiver',
        'campaign_tally',
        'campaign_use',
        'clock',
        'held_signal',
        'migration',
        'stream_state',
      ])
      t.equal(left.held_signal, 2)
      const parts2026 = await admin`SELECT relname FROM pg_class
      WHERE relnamespace = 'exchange'::regnamespace AND relname ~ '_2026_(10|11|12)'`
      t.strictSame([...parts2026], [], 'no detached partition, no index of one')
      t.strictSame([...(await due())], [], 'nothing is due, nothing overdue')
      t.equal(parts.keyStore.find('signal-index', '2026-11'), undefined)
      t.equal(parts.keyStore.find('idempotency', '2026-11-20'), undefined)
      t.match(
        await figures(officer, campaign),
        {
          integrated: whole.integrated,
          received: whole.received,
          contacted: whole.contacted,
          closed: whole.closed,
          outcomes: whole.outcomes,
        },
        'and its campaign still counts',
      )
    },
  )

  await t.test('each erasure is in the journal', async t => {
    const rows = await admin<{ class: string; reason: string; count: number }[]>`
      SELECT class, reason, sum(count)::int AS count FROM audit.erasure_journal
      GROUP BY 1, 2 ORDER BY 1, 2`
    const told = Object.fromEntries(rows.map(row => [`${row.class} ${row.reason}`, row.count]))
    t.match(told, {
      'batch expiry': 1,
      'idempotency expiry': 200,
      'second-opening outcome': 30,
      'signal-data outcome': 30,
      'signal-data withdrawal': 1,
      'signal-row expiry': 198,
    })
    t.ok((told['key expiry'] ?? 0) >= 2)
    t.ok((told['bus-message expiry'] ?? 0) >= 90)
    const [month] = await admin`SELECT partition FROM audit.erasure_journal
      WHERE class = 'signal-row' AND partition IS NOT NULL`
    t.strictSame({ ...month }, { partition: 'signal_2026_11' })
  })

  await t.test(
    'what is held is re-wrapped, and goes when the hold ends, or the person says',
    async t => {
      const { rewrapped, destroyed } = await rotate()
      t.equal(rewrapped, 1)
      t.ok(destroyed.length > 0)
      const journalled = await admin<{ ids: string[] }[]>`
      SELECT key_ids AS ids FROM audit.erasure_journal WHERE reason = 'rotation'`
      t.strictSame(journalled.flatMap(row => row.ids).sort(), [...destroyed].sort())
      const at = parts.clock.now()
      await parts.sql.consent`
      SELECT FROM exchange.recall_signals(${[heldReceived]}::uuid[], 'objection', ${at}, ${at})`
      t.equal((await tables()).held_signal, 1, 'a hold never stands against an objection')
      await until('2028-06-02')
      await retain()
      t.equal((await tables()).held_signal, undefined)
      await erase()
      const subjects: string[] = []
      await readStoredMessages(bus, ({ subject }) => void subjects.push(subject))
      t.notOk(subjects.includes(`sig.${carsat}.${heldWaiting}`))
    },
  )

  await t.test('campaigns go when the traces of their signals do', async t => {
    await until('2037-02-27')
    await retain()
    t.ok((await tables()).campaign)
    await until('2037-03-02')
    await retain()
    const left = Object.keys(await tables())
    t.strictSame(
      left.filter(name => name.startsWith('campaign') && name !== 'campaign_change'),
      [],
    )
    t.strictSame(failed, [])
  })
})
