import type { Database } from '@unefois/database'
import { dayMs } from '@unefois/retention'
import t from 'tap'
import { directoryOf } from '../src/domain/directory.ts'
import { listFlags } from '../src/repositories/flags.ts'
import { raiseFlags } from '../src/use-cases/raise-flags.ts'
import { appendSamples, openAudit, sampleAgreementVersions } from './open-audit.ts'

// A Monday, two hours after Sunday ended.
const monday = Date.parse('2026-11-23T02:00:00.000Z')
const hash = 'b'.repeat(64)

const dayOf = (ago: number) => new Date(monday - ago * dayMs).toISOString().slice(0, 10)

/** Counts as the turn of counting leaves them, so many days before Monday. */
function counts(admin: Database) {
  return {
    sent: (ago: number, acts: number, under = hash) => admin`
      INSERT INTO audit.act_day VALUES (${dayOf(ago)}, 'caf-13', 'carsat-sud-est', ${under},
        'signal-accept', false, ${acts})`,
    hour: (ago: number, hour: number, acts: number) => admin`
      INSERT INTO audit.people_hour VALUES (${dayOf(ago)}, ${hour}, 'caf-13', ${acts})`,
    agent: (agent: string, acts: number, operation = 'signal-accept', erasing = false) => admin`
      INSERT INTO audit.agent_day VALUES (${dayOf(2)}, 'caf-13', ${agent}, ${operation}, ${erasing},
        ${acts})`,
    closed: (ago: number, erasing: boolean, acts: number) => admin`
      INSERT INTO audit.act_day VALUES (${dayOf(ago)}, 'caf-13', 'carsat-sud-est', ${hash},
        'case-closed', ${erasing}, ${acts})`,
  }
}

t.test('each kind of flag is raised once, with the figures that explain it', async t => {
  const { sql, deps, clock } = await openAudit(t)
  await clock.set(monday)
  const add = counts(sql.admin)
  for (let ago = 8; ago < 60; ago += 1) if (ago % 7 > 1) await add.sent(ago, 10)
  await add.sent(4, 45)
  await add.hour(4, 10, 50)
  await add.hour(4, 23, 6)
  for (const agent of ['agt_2', 'agt_3', 'agt_4', 'agt_5']) await add.agent(agent, 12)
  await add.agent('agt_1', 40)
  for (const erasing of [true, false]) await add.agent('agt_1', 15, 'case-closed', erasing)
  await add.agent('agt_2', 40, 'case-closed')
  for (const erasing of [true, false]) await add.closed(10, erasing, 50)
  await add.closed(50, false, 90)
  await add.closed(50, true, 10)

  t.equal(await raiseFlags(deps)(), 5)
  t.equal(await raiseFlags(deps)(), 0, 'a day is looked through once')
  const flags = await listFlags(sql.audit, { viewer: null, open: true, rowsMax: 100 })
  const about = (rule: string) =>
    flags
      .filter(flag => flag.rule === rule)
      .map(({ day, agent, measured }) => ({ day, agent, measured }))
  t.strictSame(about('volume-high'), [
    { day: dayOf(4), agent: null, measured: { count: 45, usual: 10, most: 10, among: 37 } },
  ])
  t.match(about('hours'), [{ day: dayOf(4), measured: { count: 6, of: 56, among: 0 } }])
  t.strictSame(about('agent-count'), [
    { day: dayOf(1), agent: 'agt_1', measured: { count: 40, usual: 12, most: 12, among: 4 } },
  ])
  t.match(about('agent-erasing'), [
    { agent: 'agt_1', measured: { count: 15, of: 30, usual: 0, among: 40 } },
  ])
  t.match(about('agency-erasing'), [{ measured: { count: 50, of: 100, usual: 0.1, among: 100 } }])

  const own = await listFlags(sql.audit, { viewer: 'caf-13', open: true, rowsMax: 100 })
  t.equal(own.length, 5, 'its own acts')
  const other = await listFlags(sql.audit, { viewer: 'carsat-sud-est', open: true, rowsMax: 100 })
  t.strictSame([...other], [], 'another’s')
})

t.test('a week of silence is a flag; an agency never sees one about objections', async t => {
  const { sql, deps, clock } = await openAudit(t)
  await clock.set(monday)
  const add = counts(sql.admin)
  for (let ago = 8; ago < 64; ago += 1) await add.sent(ago, 5)
  for (const agent of ['agt_2', 'agt_3', 'agt_4', 'agt_5'])
    await add.agent(agent, 1, 'objection-lodge')
  await add.agent('agt_1', 40, 'objection-lodge')
  t.equal(await raiseFlags(deps)(), 2)
  const rulesSeen = async (viewer: string | null) => {
    const flags = await listFlags(sql.audit, { viewer, open: true, rowsMax: 100 })
    return flags.map(({ rule }) => rule).sort()
  }
  t.strictSame(await rulesSeen(null), ['agent-count', 'volume-low'])
  t.strictSame(await rulesSeen('caf-13'), ['volume-low'])
})

t.test('a new version has the past of the one before; what is over may be silent', async t => {
  const [known] = sampleAgreementVersions
  if (known === undefined) throw new Error('the sample has agreements')
  const next = 'c'.repeat(64)
  const version = (of: string, state: 'active' | 'ended') => ({ ...known, hash: of, state })
  let agreements = [version(hash, 'ended'), version(next, 'active')]
  const directory = () => directoryOf({ participants: [], agreements })
  const { sql, deps, clock } = await openAudit(t, undefined, { directory })
  await clock.set(monday)
  const add = counts(sql.admin)
  for (let ago = 8; ago < 64; ago += 1) await add.sent(ago, 5)
  await add.sent(2, 30, next)
  const raised = async () => {
    await raiseFlags(deps)()
    const flags = await listFlags(sql.audit, { viewer: null, open: true, rowsMax: 100 })
    return flags.map(({ rule, agreementHash, measured }) => [rule, agreementHash, measured.usual])
  }
  t.strictSame(await raised(), [['volume-high', next, 5]], 'the day stands out of its own past')

  agreements = [version(hash, 'ended'), version(next, 'ended')]
  await clock.set(monday + 7 * dayMs)
  t.equal((await raised()).length, 1, 'nobody is asked why what has ended is silent')
  agreements = [version(hash, 'ended'), version(next, 'active')]
  await clock.set(monday + 14 * dayMs)
  t.strictSame((await raised())[0], ['volume-low', next, 35], 'what is in force is missed')
})

t.test('from the trace to the flag, and no flag before the day is over', async t => {
  const { sql, deps, clock, sequence, turns } = await openAudit(t)
  const at = '2026-11-21T22:30:00.000Z'
  const act = { at, agency: 'caf-13', counterparty: 'carsat-sud-est', agent: 'agt_1' }
  await appendSamples(
    sql.admin,
    Array.from({ length: 5 }, () => act),
  )
  await sequence()
  await turns.count()
  await clock.set(Date.parse('2026-11-22T00:59:59.999Z'))
  t.equal(await raiseFlags(deps)(), 0)
  await clock.set(Date.parse('2026-11-22T01:00:00.000Z'))
  t.equal(await raiseFlags(deps)(), 1)
  await clock.set(Date.parse('2027-06-01T00:00:00.000Z'))
  await turns.forget()
  t.equal((await sql.admin`SELECT FROM audit.flag`).count, 0, 'gone with the counts of people')
})
