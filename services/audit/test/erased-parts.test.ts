import { openAccess } from '@unefois/evidence'
import type { Bearer } from '@unefois/testing'
import t from 'tap'
import { forgetRecords } from '../src/use-cases/forget-records.ts'
import { openAudit, signalOf, start } from './open-audit.ts'
import { appendActs, somebody } from './person-samples.ts'
import { recordRequest } from './recorded-request.ts'

type Opened = Awaited<ReturnType<typeof openAudit>>

const agency = 'carsat-sud-est'
const at = start.toISOString()

t.test('what a desk has erased it is not asked for any more', async t => {
  const { deps, sql, store } = await openAudit(t)
  const [first, second, other] = [signalOf(at), signalOf(at), signalOf(at)]
  const ask = (signalIds: string[], answeredAt: string | null = null) => sql.admin`
    INSERT INTO audit.access_part (id, request, agency, signal_ids, asked_at, due_at, lapses_at,
      answered_at)
    VALUES (${signalOf(at)}, ${signalOf(at)}, ${agency},
      ${answeredAt === null ? signalIds : null}::uuid[], ${start}, '2026-12-21T08:00:00Z',
      '2027-02-21T08:00:00Z', ${answeredAt})`
  await ask([first, second])
  await ask([other])
  await ask([], at)
  const asked = async () => {
    await forgetRecords(deps)()
    const rows = await sql.admin<{ ids: string[] | null }[]>`
      SELECT signal_ids AS ids FROM audit.access_part ORDER BY id`
    const sets = rows.map(({ ids }) => ids?.toSorted().join() ?? 'given')
    return sets.sort()
  }
  const both = [first, second].sort().join()
  t.strictSame(await asked(), [both, other, 'given'].sort(), 'nothing was erased')
  const erase = (signalId: string) =>
    appendActs({ admin: sql.admin, store }, [{ at, agency, operation: 'case-erased', signalId }])
  await erase(first)
  t.strictSame(await asked(), [second, other, 'given'].sort())
  await erase(second)
  t.strictSame(await asked(), [other, 'given'], 'nor for a part of nothing')
})

t.test('an agency is asked for what it still holds, whatever ended the rest', async t => {
  const opened = await openAudit(t)
  const { sql, store } = opened
  const mine = somebody()
  const gone = ['case-erase', 'case-expire', 'case-erased', 'case-declined']
  const ends = [...gone, 'outcome', 'preserved', 'open']
  const signals = new Map<string, string>()
  for (const end of ends) {
    const signalId = signalOf(at)
    signals.set(end, signalId)
    const sent = { about: mine, counterparty: agency, outcomeClass: 'sent' }
    await appendActs({ admin: sql.admin, store }, [
      { at, operation: 'signal-accept', signalId, ...sent },
      { at, agency, operation: 'case-received', signalId },
      ...(gone.includes(end) ? [{ at, agency, operation: end, signalId }] : []),
      ...(end === 'preserved' ? [{ at, agency, operation: 'case-preserve', signalId }] : []),
    ])
    if (end === 'outcome' || end === 'preserved') await eraseByOutcome(opened, signalId)
  }
  const answer = await answerTo(opened, mine)
  t.strictSame(
    answer.parts.map(part => part.agency),
    [agency],
  )
  const [row] = await sql.admin<{ ids: string[] }[]>`
    SELECT signal_ids AS ids FROM audit.access_part`
  t.strictSame(new Set(row?.ids), new Set([signals.get('preserved'), signals.get('open')]))
})

/** As the gateway records what an outcome that erases without delay took. */
async function eraseByOutcome({ sql }: Opened, signalId: string): Promise<void> {
  const entry = {
    id: signalOf(at),
    at,
    owner: 'exchange',
    class: 'second-opening',
    reason: 'outcome',
    article: 'CRPA L.114-8 II, al. 2',
    count: 1,
    signalIds: [signalId],
  }
  await sql.admin`SELECT audit.record_erasures(${JSON.stringify([entry])}::text::json)`
}

async function answerTo({ raw, sql, store }: Opened, subject: ReturnType<typeof somebody>) {
  const request = await recordRequest({ admin: sql.admin, store }, subject)
  const bearer: Bearer = {
    agency: 'hub',
    agent: 'agt_hub01',
    roles: ['dpo'],
    scopes: ['oversight'],
  }
  const { bytes } = await raw('/v1/access-requests', bearer, { subject, request })
  return openAccess(bytes, undefined).answer
}
