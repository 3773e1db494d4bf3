import type { DeletionsV2 } from '@unefois/contracts'
import { addMonths } from '@unefois/retention'
import t, { type Test } from 'tap'
import { countWaitingForOfficer } from '../src/use-cases/count-waiting-for-officer.ts'
import { signalOf, start } from './open-audit.ts'
import { openConsole } from './open-console.ts'

const kept = 120
const breach = {
  reference: 'Incident 2026-17',
  natures: ['integrity'],
  knownAt: start.toISOString(),
  scope: { from: '2026-11-01T00:00:00.000Z', to: '2026-11-22T00:00:00.000Z' },
}
const officer = { agency: 'hub', agent: 'agt_hub01', roles: ['dpo'] } as const

/** A file and a breach that somebody opened and nobody closes. */
async function setUp(t: Test) {
  const opened = await openConsole(t)
  const { call, clock, sql } = opened
  const [file] = [signalOf(start.toISOString())]
  await sql.admin`
    INSERT INTO audit.oversight_file (id, reason, reference, opened_at, opened_by)
    VALUES (${file}, 'complaint', 'Plainte 2026-114', ${start}, 'agt_hub02')`
  const bearer = { ...officer, scopes: ['oversight'] } as const
  const recorded = await call('POST', '/v1/breaches', { bearer, body: breach })
  const at = async (months: number, moreMs = 0) => {
    await clock.set(addMonths(start, months).getTime() + moreMs)
    await sql.admin`SELECT audit.ensure_partitions(${new Date(clock.nowMs())}, 1)`
  }
  const left = async () => {
    const [row] = await sql.admin<{ files: number; open: number; breaches: number }[]>`
      SELECT (SELECT count(*)::int FROM audit.oversight_file) AS files,
        (SELECT count(*)::int FROM audit.oversight_file WHERE closed_at IS NULL) AS open,
        (SELECT count(*)::int FROM audit.breach) AS breaches`
    return row
  }
  const due = async () => {
    const bearer = { ...officer, scopes: ['retention'] } as const
    const { body } = await call<DeletionsV2>('GET', '/v1/deletions', { bearer })
    const lines = [...body.due, ...body.overdue].filter(each => /file|breach/u.test(each.class))
    return lines.map(each => [each.class, each.dueAt.slice(0, 10), each.count])
  }
  return { ...opened, file, breachId: String(recorded.body.id), at, left, due }
}

t.test('a file that nobody works on closes by itself, and goes as long after', async t => {
  const { as, at, due, file, left, sql, turns } = await setUp(t)
  const page = async () => (await (await as('hub-dpo')).get(`/files/${file}?lang=en`)).body
  t.match(await page(), /Closes by itself on.*21 November 2027/su)
  t.match(await page(), /Kept until.*21 November 2037/su)
  t.match(await due(), [
    ['breach', '2037-11-22', 1],
    ['file', '2037-11-22', 1],
  ])
  await at(12, -1_000)
  await turns.forget()
  t.match(await left(), { files: 1, open: 1 })
  await at(12)
  await turns.forget()
  t.match(await left(), { files: 1, open: 0 })
  t.notMatch(await page(), 'Closes by itself')
  const [closed] = await sql.admin<object[]>`
    SELECT actor, agency, detail FROM audit.event WHERE operation = 'file-close'`
  t.match(closed, { actor: 'hub-audit', agency: 'hub', detail: { file, because: 'quiet' } })
  await at(12 + kept)
  await turns.forget()
  t.match(await left(), { files: 0 })
})

t.test('work in a file puts its lapse off', async t => {
  const { at, file, left, sql, turns } = await setUp(t)
  const later = addMonths(start, 6)
  await sql.admin`
    INSERT INTO audit.person_search (id, file_id, asked_at, asked_by, ends_at, index_key)
    VALUES (${signalOf(later.toISOString())}, ${file}, ${later}, 'agt_hub02',
      ${addMonths(later, 1)}, '2027-05')`
  await at(12)
  await turns.forget()
  t.match(await left(), { open: 1 })
  await at(18)
  await turns.forget()
  t.match(await left(), { open: 0 })
})

t.test('a breach that nobody closes is told to be open for long, and has an end', async t => {
  const { as, at, breachId, deps, due, left, turns } = await setUp(t)
  const waiting = countWaitingForOfficer(deps)
  await at(3, -1_000)
  t.match(await waiting('agt_hub01'), { late: 1, long: 0 })
  await at(3)
  t.match(await waiting('agt_hub01'), { late: 1, long: 1 })
  const hub = await as('hub-dpo')
  t.match((await hub.get('/?lang=en')).body, '<b>1</b> Breaches open for more than three months')
  t.match((await hub.get('/breaches')).body, 'open for long')
  t.match((await hub.get(`/breaches/${breachId}`)).body, /Kept until.*21 November 2037/su)
  await at(12 + kept, -1_000)
  await turns.forget()
  t.match(await left(), { breaches: 1 }, 'it is never closed by the hub')
  await at(12 + kept)
  t.match((await due())[0], ['breach', '2037-11-22', 1])
  await turns.forget()
  t.match(await left(), { breaches: 0 })
})

t.test('a breach that is closed is kept from then', async t => {
  const { as, at, breachId, due, left, turns } = await setUp(t)
  await at(2)
  const page = `/breaches/${breachId}`
  await (await as('hub-dpo')).send(page, `${page}/closing`, {})
  t.ok((await due()).some(([kind, day]) => kind === 'breach' && day === '2037-01-22'))
  await at(2 + kept, -1_000)
  await turns.forget()
  t.match(await left(), { breaches: 1 })
  await at(2 + kept)
  await turns.forget()
  t.match(await left(), { breaches: 0 })
})
