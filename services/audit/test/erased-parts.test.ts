import type { AccessPartList } from '@unefois/contracts'
import { openAccess } from '@unefois/evidence'
import type { Bearer } from '@unefois/testing'
import { readZip } from '@unefois/zip'
import t from 'tap'
import { forgetRecords } from '../src/use-cases/forget-records.ts'
import { eraseByOutcome, openAudit, signalOf, start } from './open-audit.ts'
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
  const sent = { at, operation: 'signal-accept', counterparty: agency, outcomeClass: 'sent' }
  const opened = { admin: sql.admin, store }
  await appendActs(
    opened,
    [first, second, other].map(signalId => ({ ...sent, signalId })),
  )
  const both = [first, second].sort().join()
  t.strictSame(await asked(), [both, other, 'given'].sort(), 'nothing was erased')
  const erase = (signalId: string) =>
    appendActs(opened, [{ at, agency, operation: 'case-erased', signalId }])
  await erase(first)
  t.strictSame(await asked(), [second, other, 'given'].sort())
  await erase(second)
  t.strictSame(await asked(), ['', other, 'given'].sort(), 'a part of nothing stays asked')
})

t.test('an agency is asked for what it still holds, whatever ended the rest', async t => {
  const opened = await openAudit(t)
  const { sql, store } = opened
  const mine = somebody()
  const gone = ['case-erase', 'case-expire', 'case-erased', 'case-declined']
  const kept = ['preserved', 'open', 'expired-by-sender']
  const ends = [...gone, 'outcome', 'wrong-number', 'preserved-by-sender', ...kept]
  const signals = new Map<string, string>()
  const detail = { eventAt: at, outcomes: ['identifier-error'] }
  for (const end of ends) {
    const signalId = signalOf(at)
    signals.set(end, signalId)
    const sent = { about: mine, counterparty: agency, outcomeClass: 'sent' }
    await appendActs({ admin: sql.admin, store }, [
      { at, operation: 'signal-accept', signalId, ...sent },
      { at, agency, operation: 'case-received', signalId },
      ...(gone.includes(end) ? [{ at, agency, operation: end, signalId }] : []),
      ...(end === 'wrong-number'
        ? [{ at, agency, operation: 'case-closed', signalId, detail }]
        : []),
      ...(end === 'preserved' ? [{ at, agency, operation: 'case-preserve', signalId }] : []),
      ...(end === 'preserved-by-sender' ? [{ at, operation: 'case-preserve', signalId }] : []),
      ...(end === 'expired-by-sender' ? [{ at, operation: 'case-expire', signalId }] : []),
    ])
    if (end === 'outcome' || end.startsWith('preserved')) await eraseByOutcome(opened, signalId)
  }
  const { answer } = await answerTo(opened, mine, await requestOf(opened, mine))
  t.strictSame(
    answer.parts.map(part => part.agency),
    [agency],
  )
  const [row] = await sql.admin<{ ids: string[] }[]>`
    SELECT signal_ids AS ids FROM audit.access_part`
  t.strictSame(new Set(row?.ids), new Set(kept.map(end => signals.get(end))))
})

t.test('a part that is late stays late when its desk erased what it was about', async t => {
  const opened = await openAudit(t)
  const { call, clock, deps, sql, store } = opened
  const mine = somebody()
  const signalId = signalOf(at)
  const sent = { about: mine, counterparty: agency, outcomeClass: 'sent' }
  await appendActs({ admin: sql.admin, store }, [
    { at, operation: 'signal-accept', signalId, ...sent },
    { at, agency, operation: 'case-received', signalId },
  ])
  const request = await requestOf(opened, mine)
  await answerTo(opened, mine, request)
  const late = '2026-12-22T08:00:00.000Z'
  await clock.set(Date.parse(late))
  await appendActs({ admin: sql.admin, store }, [
    { at: late, agency, operation: 'case-expire', signalId },
  ])
  await forgetRecords(deps)()
  const listed = async (of: string) =>
    (await call<AccessPartList>('GET', '/v1/access-parts', { bearer: officer(of) })).body.items
  const [own] = await listed(agency)
  t.match(own, { agency, state: 'overdue' })
  t.equal(own?.signalIds, undefined)
  t.match(await listed('hub'), [{ agency, state: 'overdue' }])

  const { answer, page } = await answerTo(opened, mine, request)
  t.match(answer.parts, [{ agency, dueAt: own?.dueAt }])
  t.match(page, 'not yet: the day has passed')
  t.match(page, 'it has since erased all that it held')
  t.match(await call('POST', `/v1/access-parts/${own?.id}/answer`, { bearer: officer(agency) }), {
    status: 200,
    body: { state: 'answered' },
  })
  const after = await answerTo(opened, mine, request)
  t.match(after.answer.parts, [{ agency, answeredAt: late }])
  t.notMatch(after.page, 'it has since erased')
})

const officer = (agency: string): Bearer => ({
  agency,
  agent: 'agt_dpo01',
  roles: ['dpo'],
  scopes: ['oversight'],
})

const requestOf = ({ sql, store }: Opened, subject: ReturnType<typeof somebody>) =>
  recordRequest({ admin: sql.admin, store }, subject)

async function answerTo(
  { raw }: Opened,
  subject: ReturnType<typeof somebody>,
  request: Awaited<ReturnType<typeof requestOf>>,
) {
  const { bytes } = await raw('/v1/access-requests', officer('hub'), { subject, request })
  const page = readZip(bytes).find(({ name }) => name === 'en.html')
  return {
    answer: openAccess(bytes, undefined).answer,
    page: Buffer.from(page?.bytes ?? '').toString(),
  }
}
