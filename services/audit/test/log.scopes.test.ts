import { randomUUID } from 'node:crypto'
import { openDatabase } from '@unefois/database'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

const sample = (signalId: string) => ({ at: start.toISOString(), agency: 'caf-13', signalId })

t.test('a database from before what was published signs nothing more', async t => {
  const opened = await openAudit(t)
  const { sql, deps, lines } = opened
  await appendSamples(sql.admin, [sample(signalOf(start.toISOString()))])
  await opened.sequence()
  await sql.admin`UPDATE audit.log_state SET size = 0, root = sha256('')`
  await sql.admin`DELETE FROM audit.log_tile`
  await sql.admin`DELETE FROM audit.log_checkpoint`
  await sql.admin`SELECT audit.queue_leaves('act', ARRAY[${randomUUID()}]::uuid[])`
  const again = opened.restart()
  await again()
  t.strictSame([...(await sql.admin`SELECT FROM audit.log_checkpoint`)], [])
  t.match(lines.join(''), /log-behind-checkpoint/u)
  t.ok(deps.anchor.read())
})

t.test('no role of a service reads an opening', async t => {
  const { sql, database, sequence } = await openAudit(t)
  await appendSamples(sql.admin, [sample(signalOf(start.toISOString()))])
  await sequence()
  for (const role of [
    'audit_app',
    'registry_app',
    'consent_app',
    'gateway_accept',
    'gateway_agency',
    'gateway_relay',
    'gateway_retention',
  ]) {
    const own = openDatabase({ url: database.roleUrl(role), name: 't', connectionsMax: 1 })
    for (const table of ['opening', 'opening_2026_11', 'erasure_opening', 'event']) {
      await t.rejects(
        own.unsafe(`SELECT * FROM audit.${table}`),
        { code: '42501' },
        `${role} ${table}`,
      )
    }
    if (role !== 'audit_app') {
      await t.rejects(own`SELECT * FROM audit.take_leaves(1, false)`, { code: '42501' })
      await t.rejects(own`SELECT * FROM audit.log_state`, { code: '42501' })
    }
    await own.end()
  }
})
