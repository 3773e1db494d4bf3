import { Readable } from 'node:stream'
import { BcssUnavailableError, type IntegrationCheck } from '@unefois/bcss'
import type { Signal, Snapshot } from '@unefois/contracts'
import t, { type Test } from 'tap'
import { createStreamSlots } from '../src/stream-slots.ts'
import { acceptLines } from '../src/use-cases/accept-lines.ts'
import { acceptSignals } from '../src/use-cases/accept-signals.ts'
import { openBatch } from '../src/use-cases/open-batch.ts'
import { readLines, streamBounds } from '../src/use-cases/read-lines.ts'
import { readSignal } from '../src/use-cases/read-signals.ts'
import { openAccept, refusal } from './open-accept.ts'
import { affiliation, newKey, onss, snapshot } from './sample.ts'

/** The sample, with its agreement from the ONSS by way of the BCSS. */
const routed: Snapshot = {
  ...snapshot,
  agreements: snapshot.agreements.map(each => {
    const basis = each.text.identifierBasis
    if (each.text.receiver !== 'mutualite-horizon' || basis.scheme !== 'be-niss') return each
    const identifierBasis = { ...basis, route: { kind: 'via-bcss' as const } }
    return { ...each, text: { ...each.text, identifierBasis } }
  }),
}

async function openRouted(t: Test) {
  const asked: IntegrationCheck[] = []
  const unknown = new Set<string>()
  const state = { isAway: false, notStored: 0 }
  const bcss = {
    async passes(check: IntegrationCheck) {
      if (state.isAway) throw new BcssUnavailableError('unreachable')
      asked.push(check)
      return !unknown.has(check.identifier.value)
    },
  }
  const hub = await openAccept(t, { bcss, snapshot: routed })
  const campaigns = {
    ...hub.parts.campaigns,
    check: () => ({ campaign: `cmp_${'0'.repeat(32)}`, receiver: 'mutualite-horizon' }),
    count: () => 'counted' as const,
    notStored: () => {
      state.notStored += 1
    },
  }
  const rows = async () => {
    const [row] = await hub.parts.sql.admin`
      SELECT (SELECT count(*)::int FROM exchange.signal) AS signals,
        (SELECT count(*)::int FROM exchange.outbox WHERE void) AS voids`
    return { ...row }
  }
  return { ...hub, asked, unknown, state, campaigns, rows }
}

t.test('an agreement by way of the BCSS asks before it stores', async t => {
  const { accept, accepting, asked, unknown, state, campaigns, rows, shared, parts } =
    await openRouted(t)

  await t.test('whom both ends know passes; whom not is stored void, and nobody sees', async t => {
    const known = await accept({ sender: onss, idempotencyKey: newKey(), body: affiliation() })
    const body = affiliation()
    unknown.add(body.subject.value)
    const blocked = await accept({ sender: onss, idempotencyKey: newKey(), body })
    t.strictSame(await rows(), { signals: 2, voids: 1 })
    t.match(asked[0], {
      sender: 'onss',
      receiver: 'mutualite-horizon',
      agreementHash: '2'.repeat(64),
      identifier: { scheme: 'be-niss' },
    })
    t.strictSame(Object.keys(blocked), Object.keys(known))
    t.strictSame(
      { ...(await readSignal(shared)('onss', blocked.id)), id: '' },
      { ...(await readSignal(shared)('onss', known.id)), id: '' },
    )
    const traces = await parts.sql.admin<{ became: string }[]>`
      SELECT outcome_class AS became FROM audit.event WHERE operation = 'signal-accept'
      ORDER BY outcome_class`
    t.strictSame(
      traces.map(({ became }) => became),
      ['not-integrated', 'sent'],
    )
  })

  await t.test('an agreement that is dispensed asks nobody', async t => {
    const before = asked.length
    const body = affiliation({ addressee: 'mutualite-riviere' })
    await accept({ sender: onss, idempotencyKey: newKey(), body })
    t.equal(asked.length, before)
  })

  await t.test('no answer: 503, nothing stored, the campaign’s count undone', async t => {
    const before = await rows()
    const idempotencyKey = newKey()
    const body = affiliation()
    state.isAway = true
    const inCampaign = acceptSignals({ ...accepting, campaigns })
    const problem = await refusal(inCampaign({ sender: onss, idempotencyKey, body }))
    t.match(problem, { code: 'bcss-unavailable', status: 503, retryAfterSec: 5 })
    t.match(problem.article, /15 January 1990/u)
    t.equal(state.notStored, 1)
    t.strictSame(await rows(), before)
    const { bcss: _, ...alone } = accepting
    const unasked = acceptSignals(alone)
    t.match(await refusal(unasked({ sender: onss, idempotencyKey: newKey(), body })), {
      code: 'bcss-unavailable',
    })
    state.isAway = false
    t.match(await inCampaign({ sender: onss, idempotencyKey, body }), { status: 'sent' })
    t.equal(state.notStored, 1)
  })
})

t.test('lines ask too, together', async t => {
  const { accepting, asked, unknown, state, campaigns, rows } = await openRouted(t)
  const stored: { accepted: number; refused: number }[] = []
  const send = acceptLines({
    ...accepting,
    campaigns,
    slots: createStreamSlots(),
    onStored: counts => void stored.push(counts),
    onEnded: () => {},
  })
  const { id } = await openBatch({ ...accepting, onOpened: () => {} })(onss, newKey(), {})
  const put = (from: number, signals: readonly Signal[]) =>
    send({
      sender: onss,
      batchId: id,
      from,
      lines: () =>
        readLines(Readable.from(signals.map(each => Buffer.from(`${JSON.stringify(each)}\n`))), {
          format: 'ndjson',
          from,
          ...streamBounds,
        }),
    })
  const signals = Array.from({ length: 6 }, () => affiliation())
  unknown.add(signals[2]?.subject.value ?? '')
  t.match(await put(1, signals), { nextLine: 7, accepted: 6, refused: 0 })
  t.strictSame(await rows(), { signals: 6, voids: 1 })
  t.equal(asked.length, 6)
  t.strictSame(stored, [{ accepted: 6, refused: 0 }])

  state.isAway = true
  const more = Array.from({ length: 4 }, () => affiliation())
  const dispensed = affiliation({ addressee: 'mutualite-riviere' })
  const problem = await refusal(put(7, [dispensed, ...more]))
  t.match(problem, { code: 'bcss-unavailable', status: 503, extra: { nextLine: 8 } })
  t.strictSame(await rows(), { signals: 7, voids: 1 }, 'only the line before')
  t.equal(state.notStored, 4, 'counts of what was not stored are given back')
  state.isAway = false
  t.match(await put(8, more), { nextLine: 12, accepted: 11 })
})
