import type { BreachRecord } from '@unefois/contracts'
import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { listAffectedSignals, measureBreach } from '../src/use-cases/measure-breach.ts'
import { signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'
import { appendTogether } from './person-samples.ts'

const at = start.toISOString()
const bearer: Bearer = { agency: 'hub', agent: 'agt_hub01', roles: ['dpo'], scopes: ['oversight'] }
const body = {
  reference: 'Incident 2026-17',
  natures: ['confidentiality'],
  knownAt: '2026-11-20T08:00:00.000Z',
  scope: { agency: 'caf-13', from: '2026-11-01T00:00:00.000Z', to: '2026-11-30T00:00:00.000Z' },
}

t.test('whatever comes after the count is in one part, and in one only', async t => {
  const { as, call, deps, sql, store } = await openConsole(t)
  const send = async (count: number) => {
    const ids = Array.from({ length: count }, () => signalOf(at))
    const sent = { at, operation: 'signal-accept', outcomeClass: 'sent' } as const
    await appendTogether(
      { admin: sql.admin, store },
      ids.map(signalId => ({ ...sent, signalId })),
    )
    return ids
  }
  const first = (await send(9)).sort()
  const { id } = (await call<BreachRecord>('POST', '/v1/breaches', { bearer, body })).body
  await sql.admin`UPDATE audit.breach SET parts = ${[first[2] ?? '', first[5] ?? '']}::uuid[]`
  const hub = await as('hub-dpo')
  const linksOf = (text: string) =>
    [...text.matchAll(/href="(\/breaches\/[^"]+\/signals[^"]*)"/gu)].map(([, path = '']) =>
      path.replaceAll('&amp;', '&'),
    )
  const shown = linksOf((await hub.get(`/breaches/${id}`)).body)
  const late = await send(40)
  const filesOf = async (paths: readonly string[]) => {
    const answers = await Promise.all(paths.map(path => hub.get(path)))
    return answers.map(answer => answer.body.trimEnd().split('\r\n').slice(1))
  }
  const files = await filesOf(shown)
  t.equal(files.length, 3)
  t.strictSame(files.flat(), [...first, ...late].sort())

  const person = { clientId: 'hub-dpo', agency: 'hub', agent: 'agt_hub01' }
  const listOf = listAffectedSignals(deps, 20)
  const traced = await sql.admin`SELECT 1 FROM audit.event WHERE operation = 'breach-measure'
    AND signal_id IS NOT NULL`
  t.equal(traced.count, 49)
  const all: string[] = []
  for (let after: string | undefined; ; ) {
    const whole = await listOf(person, id, { after, until: undefined })
    if ('ids' in whole) {
      all.push(...whole.ids)
      break
    }
    const half = await listOf(person, id, { after, until: whole.splitAt })
    t.ok('ids' in half && half.ids.length === 20, 'a part that has grown too long is not cut')
    all.push(...('ids' in half ? half.ids : []))
    after = whole.splitAt
  }
  t.strictSame(all, [...first, ...late].sort())
})

t.test('counts take turns, and the log’s writer waits for none of them', async t => {
  const { call, clock, deps, sequence, sql, store } = await openConsole(t)
  const { id } = (await call<BreachRecord>('POST', '/v1/breaches', { bearer, body })).body
  const measure = measureBreach(deps)
  const person = { clientId: 'hub-dpo', agency: 'hub', agent: 'agt_hub01' }
  const held = await sql.admin.reserve()
  let ended = 0
  const counts = () =>
    Array.from({ length: 8 }, async () => {
      await measure(person, id)
      ended += 1
    })
  try {
    await held`BEGIN`
    await held`SELECT FROM audit.breach WHERE id = ${id} FOR UPDATE`
    const waiting = Promise.allSettled(counts())
    await sql.admin`SELECT pg_sleep(0.2)`
    const [seen] = await sql.admin<{ once: number }[]>`
      SELECT count(*)::int AS once FROM pg_stat_activity
      WHERE datname = current_database() AND wait_event_type = 'Lock'`
    t.equal(seen?.once, 1, 'one at a time')
    await appendTogether({ admin: sql.admin, store }, [{ at, operation: 'signal-accept' }])
    await clock.set(start.getTime() + 600_000)
    await sequence()
    t.equal(ended, 0, 'the writer came first')
    const [left] = await sql.admin`SELECT count(*)::int AS n FROM audit.log_queue`
    t.equal(left?.n, 0)
    await held`COMMIT`
    await waiting
  } finally {
    held.release()
  }
  t.ok((await Promise.allSettled(counts())).every(({ status }) => status === 'fulfilled'))
})
