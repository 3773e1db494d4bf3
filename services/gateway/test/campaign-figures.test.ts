import t from 'tap'
import { openHubKeys } from '../src/hub-keys.ts'
import { lodge, subjectIndexes } from './objection.ts'
import { desk, horizon, officer, openCampaignCalls, riviere, sender } from './open-campaigns.ts'
import { affiliation, start } from './sample.ts'

t.test('figures of campaigns', async t => {
  const calls = await openCampaignCalls(t)
  const { parts, agree, send, handle, figures, until, keep } = calls
  const keys = openHubKeys(parts.keyStore)

  await t.test(
    'each view shows what it may: a group of 99 hides, and what gives it away',
    async t => {
      const id = await agree()
      const many = await send(id, horizon, 203)
      const few = await send(id, riviere, 99)
      await handle(horizon, many.slice(0, 102), ['right-opened'])
      await handle(horizon, many.slice(102, 201), ['not-eligible'])
      await handle(riviere, few, undefined)
      t.match(await figures(sender, id), { integrated: null, contacted: null, outcomes: {} })
      t.equal((await until('2026-12-01')) > 0, true)

      t.match(await figures(officer, id), {
        exact: true,
        integrated: 302,
        received: 300,
        contacted: 300,
        closed: 201,
        outcomes: { 'right-opened': 102, 'not-eligible': 99 },
        shares: { openedOfIntegrated: 33.77, openedOfContacted: 34 },
      })
      const theirs = await figures(desk(riviere), id)
      t.match(theirs, { exact: true, received: 99, contacted: 99, closed: 0, outcomes: {} })
      t.notOk('integrated' in theirs || 'perReceiver' in theirs)

      const seen = await figures(sender, id)
      t.strictSame(seen, {
        campaign: id,
        asOf: '2026-12-01T00:00:00.000Z',
        exact: false,
        nextOn: '2027-01-01',
        integrated: 300,
        contacted: 300,
        outcomes: { 'right-opened': 100 },
        shares: { openedOfIntegrated: 33.33, openedOfContacted: 33.33 },
        perReceiver: [
          // 300 − 200 would be the 99 of the other; the opened are all its own.
          { receiver: horizon, integrated: 205, contacted: null, outcomes: {} },
          { receiver: riviere, integrated: null, contacted: null, outcomes: {} },
        ],
      })
      t.equal(await keep(), 0, 'a date is kept once')

      const late = await send(id, riviere, 60)
      await handle(riviere, late, ['right-opened'])
      await until('2027-01-01')
      t.match(await figures(sender, id), {
        asOf: '2027-01-01T00:00:00.000Z',
        contacted: 300,
        outcomes: { 'right-opened': 100 },
      })
      const more = await send(id, riviere, 60)
      await handle(riviere, more, ['right-opened'])
      const kept = await Promise.all([until('2027-04-01'), keep(), keep()])
      t.equal(kept.reduce((sum, each) => sum + each) > 2, true, 'months are made up for')
      t.match(await figures(sender, id), {
        asOf: '2027-04-01T00:00:00.000Z',
        contacted: 420,
        outcomes: { 'right-opened': 220 },
      })
      const [dates] = await parts.sql.admin`SELECT array_agg(as_of::text ORDER BY as_of) AS all
      FROM exchange.campaign_figures WHERE campaign_id = ${id}`
      t.strictSame(dates?.all, [
        '2026-12-01',
        '2027-01-01',
        '2027-02-01',
        '2027-03-01',
        '2027-04-01',
      ])
      await until('2029-06-01')
      t.notOk('nextOn' in (await figures(sender, id)), 'no figures after the last signal is gone')
      await parts.clock.set(start.getTime())
      await parts.campaigns.refresh()
    },
  )

  await t.test('an objection changes nothing that the sender sees', async t => {
    const people = Array.from({ length: 122 }, () => affiliation())
    const [objecting] = people
    if (objecting === undefined) throw new Error('there are people')
    const play = async () => {
      const id = await agree({ receivers: [horizon] })
      const ids = await send(id, horizon, people)
      const [void_] = await parts.sql.admin`SELECT count(*)::int AS n FROM exchange.outbox
        WHERE void AND signal_id = ANY (${ids}::uuid[])`
      const open = await parts.sql.admin<{ id: string }[]>`SELECT signal_id AS id
        FROM exchange.outbox WHERE NOT void AND signal_id = ANY (${ids}::uuid[])`
      await handle(
        horizon,
        open.map(row => row.id),
        ['right-opened'],
      )
      return { id, objected: void_?.n }
    }
    const without = await play()
    await lodge(parts.sql.consent, subjectIndexes(keys, objecting.subject), parts.newId)
    const withOne = await play()
    t.strictSame([without.objected, withOne.objected], [0, 1])
    await until('2026-12-01')
    const seen = await Promise.all([without, withOne].map(({ id }) => figures(sender, id)))
    const [a, b] = seen.map(each => ({ ...each, campaign: '' }))
    t.strictSame(a, b)
    t.match(a, { integrated: 120, contacted: 120, outcomes: { 'right-opened': 120 } })
    for (const each of seen) {
      for (const name of ['received', 'closed', 'declined']) t.notOk(name in each, name)
    }
    t.match(await figures(officer, without.id), { integrated: 122, received: 122 })
    t.match(await figures(officer, withOne.id), { integrated: 122, received: 121 })
    t.match(await figures(desk(horizon), withOne.id), { received: 121, contacted: 121 })
    const plain = await parts.sql.admin.unsafe(`SET enable_seqscan = off; EXPLAIN SELECT count(*)
      FROM exchange.signal WHERE campaign = '${withOne.id}'`)
    t.match(JSON.stringify(plain), /campaign_receiver_idx/, 'its own signals, by index')
  })
})

t.test('what a sender can bring about by itself is not shown to it', async t => {
  const { agree, send, handle, figures, until } = await openCampaignCalls(t)
  const id = await agree()
  await handle(horizon, await send(id, horizon, 120), ['already-held', 'duplicate'])
  await handle(horizon, await send(id, horizon, 120), ['expired'])
  await until('2026-12-01')
  const seen = await figures(sender, id)
  t.match(seen, { outcomes: { 'already-held': 120 } })
  t.notMatch(JSON.stringify(seen), /duplicate|expired/u)
  t.match(await figures(officer, id), { outcomes: { duplicate: 120, expired: 120 } })
})
