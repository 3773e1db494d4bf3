import type { DeskActs, DeskActsAnswer } from '@unefois/contracts'
import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

const desk = (agency: string): Bearer => ({ agency, roles: ['service'], scopes: ['receive'] })
const act = (change: Partial<DeskActs['events'][number]> = {}) => ({
  id: signalOf(start.toISOString()),
  at: start.toISOString(),
  operation: 'case-claim' as const,
  agent: 'agt_carsat0001',
  ...change,
})

t.test('a desk’s own acts become traces and leaves, once each, of its own signals', async t => {
  const { sql, call, sequence } = await openAudit(t)
  const signalId = signalOf(start.toISOString())
  await appendSamples(sql.admin, [
    { at: start.toISOString(), agency: 'caf-13', counterparty: 'carsat-sud-est', signalId },
  ])
  const tell = async (agency: string, events: readonly object[]) => {
    const bearer = desk(agency)
    const answer = await call<DeskActsAnswer>('POST', '/v1/events', { bearer, body: { events } })
    return answer.body.results?.map(({ result }) => result) ?? answer.status
  }
  const [first, second] = [act({ signalId }), act()]
  t.strictSame(await tell('carsat-sud-est', [first]), ['applied'])
  t.strictSame(await tell('carsat-sud-est', [first, second]), ['already', 'applied'])
  t.strictSame(await tell('cpam-13', [first]), ['refused'], 'another’s act')
  t.strictSame(await tell('cpam-13', [act({ signalId })]), ['refused'], 'another’s signal')
  const later = act({ at: new Date(start.getTime() + 600_000).toISOString() })
  const [old, soon] = ['2025-10-20T08:00:00.000Z', '2026-12-01T00:00:00.000Z'].map(signalOf)
  t.strictSame(await tell('cpam-13', [act({ id: old ?? '' })]), ['refused'], 'long ago')
  t.equal(await tell('cpam-13', [later]), 503, 'a clock that is ahead is waited for')
  t.equal(await tell('cpam-13', [act({ id: soon ?? '' })]), 503)
  t.equal(await tell('cpam-13', [act({ operation: 'case-fraud' as 'case-claim' })]), 400)
  const traces = await sql.admin<{ agency: string; actor: string; signal_id: string | null }[]>`
    SELECT agency, actor, signal_id FROM audit.event WHERE operation = 'case-claim' ORDER BY id`
  t.strictSame(
    new Set(traces.map(trace => [trace.agency, trace.signal_id].join())),
    new Set([`carsat-sud-est,${signalId}`, 'carsat-sud-est,']),
  )
  await sequence()
  const leaves = await sql.admin`SELECT FROM audit.opening`
  t.equal(leaves.count, 3)
})
