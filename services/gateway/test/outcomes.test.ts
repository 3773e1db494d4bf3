import { randomUUID } from 'node:crypto'
import type { CaseEvent } from '@unefois/contracts'
import t from 'tap'
import { applyCaseEvents } from '../src/use-cases/apply-case-events.ts'
import { readSignal } from '../src/use-cases/read-signals.ts'
import { openAccept } from './open-accept.ts'
import { affiliation, aspa, caf, endedAfterDays, newKey, onss, start } from './sample.ts'

const carsat = { agency: 'carsat-sud-est', clientId: 'carsat-desk' }
const horizon = { agency: 'mutualite-horizon', clientId: 'horizon-desk' }
const at = '2026-11-20T11:00:00.000Z'

t.test('outcomes by which a person objects, renounces or has no right', async t => {
  const { parts, shared, accept } = await openAccept(t)
  const { admin } = parts.sql
  const apply = applyCaseEvents(shared)
  const look = readSignal({ agencySql: parts.sql.agency, nowMs: parts.nowMs })
  const post = () => accept({ sender: caf, idempotencyKey: newKey(), body: aspa() })
  const close = (signalId: string, outcomes: CaseEvent['outcomes'], by = carsat) =>
    apply(by, [
      { id: randomUUID(), signalId, type: 'received', at },
      { id: randomUUID(), signalId, type: 'informed', at, informedAt: at },
      { id: randomUUID(), signalId, type: 'closed', at, outcomes } as CaseEvent,
    ])
  const rowOf = async (id: string) => {
    const [row] = await admin`SELECT right_id AS right, campaign, agreement_hash AS hash, receiver,
      sender, state, outcomes FROM exchange.signal WHERE id = ${id}`
    return { ...row }
  }
  const tracesOf = async (id: string) => [
    ...(await admin`SELECT operation, detail, outcome_class AS "outcomeClass",
      agreement_hash AS hash, counterparty FROM audit.event WHERE signal_id = ${id} ORDER BY id`),
  ]
  const journalOf = async (id: string) => [
    ...(await admin`SELECT class, reason, article, count::int, agreement_hash AS hash
      FROM audit.erasure_journal WHERE ${id}::uuid = ANY (signal_ids) ORDER BY class`),
  ]

  await t.test('erase right and campaign at once; agencies, hash and outcome stay', async t => {
    for (const outcome of ['objected', 'not-eligible', 'renounced'] as const) {
      const { id } = await post()
      t.ok((await tracesOf(id)).some(trace => trace.detail?.right === 'fr.carsat.aspa'))
      await close(id, [outcome])
      const hash = '1'.repeat(64)
      t.strictSame(await rowOf(id), {
        right: null,
        campaign: null,
        hash,
        receiver: carsat.agency,
        sender: 'caf-13',
        state: 'closed',
        outcomes: [outcome],
      })
      const traces = await tracesOf(id)
      t.strictSame([...new Set(traces.map(trace => trace.detail))], [null], 'no second opening')
      t.match(
        traces.find(trace => trace.operation === 'case-closed'),
        {
          outcomeClass: 'closed-not-acted',
          hash,
          counterparty: 'caf-13',
        },
      )
      const entry = { reason: 'outcome', article: 'CRPA L.114-8 II, al. 2', count: 1, hash }
      t.strictSame(await journalOf(id), [
        { class: 'second-opening', ...entry },
        { class: 'signal-data', ...entry },
      ])
    }
  })

  await t.test('cite the law of the right’s country', async t => {
    const { id } = await accept({ sender: onss, idempotencyKey: newKey(), body: affiliation() })
    await close(id, ['not-eligible'], horizon)
    t.match((await journalOf(id))[0], { article: 'GDPR art. 17(1)' })
  })

  await t.test('other outcomes keep it until its month goes', async t => {
    const { id } = await post()
    await close(id, ['right-opened'])
    t.match(await rowOf(id), { right: 'fr.carsat.aspa' })
    t.strictSame(await journalOf(id), [])
    const closed = (await tracesOf(id)).find(trace => trace.operation === 'case-closed')
    t.match(closed, { outcomeClass: 'closed-acted', detail: { outcomes: ['right-opened'] } })
  })

  await t.test('look the same to the sender, on every day', async t => {
    const fates: Record<string, CaseEvent['outcomes'] | undefined> = {
      waits: undefined,
      opened: ['right-opened'],
      objected: ['objected'],
      noRight: ['not-eligible'],
    }
    const ids = new Map<string, string>()
    for (const [fate, outcomes] of Object.entries(fates)) {
      const { id } = await post()
      if (outcomes !== undefined) await close(id, outcomes)
      ids.set(fate, id)
    }
    const seen = async () => {
      const views = await Promise.all([...ids.values()].map(id => look('caf-13', id)))
      return [...new Set(views.map(({ id: _id, ...view }) => JSON.stringify(view)))]
    }
    const [sent, ...others] = await seen()
    t.strictSame(others, [], 'one view of four fates')
    t.strictSame(Object.keys(JSON.parse(sent ?? '')), [
      'acceptedAt',
      'receiver',
      'status',
      'statusAt',
    ])
    await parts.clock.set(start.getTime() + endedAfterDays * 86_400_000)
    const [ended, ...later] = await seen()
    t.strictSame(later, [])
    t.match(JSON.parse(ended ?? ''), { status: 'ended' })
    await parts.clock.set(start.getTime())
  })

  await t.test('are repeated without harm, and only by the signal’s receiver', async t => {
    const { id } = await post()
    const event = { id: randomUUID(), signalId: id, type: 'closed', at, outcomes: ['objected'] }
    const events = [event as CaseEvent]
    t.match(await apply(horizon, events), { results: [{ result: 'refused' }] })
    t.match(await rowOf(id), { right: 'fr.carsat.aspa' })
    await parts.sql.agency.begin(async sql => {
      await sql`SELECT set_config('app.agencies', '{mutualite-horizon}', true)`
      const rows = await sql`SELECT * FROM exchange.erase_by_outcome(${[id]}::uuid[])`
      t.strictSame([...rows], [], 'another agency’s transaction touches nothing')
    })
    t.match(await rowOf(id), { right: 'fr.carsat.aspa' })
    t.match(await apply(carsat, events), { results: [{ result: 'applied' }] })
    t.match(await apply(carsat, events), { results: [{ result: 'already' }] })
    await close(id, ['objected'])
    t.equal((await journalOf(id)).length, 2, 'journalled once')
  })

  await t.test('are not applied when the journal cannot say so', async t => {
    const { id } = await post()
    await admin`ALTER TABLE audit.erasure_journal RENAME TO elsewhere`
    await t.rejects(close(id, ['objected']))
    await admin`ALTER TABLE audit.elsewhere RENAME TO erasure_journal`
    t.match(await rowOf(id), { right: 'fr.carsat.aspa', state: 'sent', outcomes: [] })
    await close(id, ['objected'])
    t.match(await rowOf(id), { right: null })
  })

  await t.test('are done again after a restore', async t => {
    const { id } = await post()
    const entry = {
      id: randomUUID(),
      at,
      owner: 'exchange',
      class: 'signal-data',
      reason: 'outcome',
      article: null,
      signalIds: [id],
      count: 1,
    }
    const replay = async () => {
      const [row] = await admin`
        SELECT exchange.replay_erasures(${JSON.stringify([entry])}::text::json) AS touched`
      return row?.touched
    }
    t.equal(await replay(), 2)
    t.match(await rowOf(id), { right: null })
    const [left] = await admin`SELECT 1 AS left FROM exchange.data_key WHERE signal_id = ${id}`
    t.equal(left, undefined)
    t.equal(await replay(), 0, 'and once')
  })
})
