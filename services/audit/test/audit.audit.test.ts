import { addMonths } from '@unefois/retention'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

t.test('what the service does to traces is traced', async t => {
  const { sql, call, turns, clock, store } = await openAudit(t)
  store.getOrCreate('trace-index', '2026-11')
  await turns.forget()
  const signalId = signalOf('2026-11-21T08:00:00.000Z')
  const detail = { right: 'fr.carsat.aspa' }
  await appendSamples(sql.admin, [
    { at: '2026-11-21T08:00:00.000Z', agency: 'caf-13', signalId, detail },
  ])
  const hold = {
    signalIds: [signalId],
    basis: 'court-order',
    provision: 'X 1',
    endsOn: '2026-12-01',
  }
  const placed = await call('POST', '/v1/legal-holds', { body: hold })
  await call('POST', `/v1/legal-holds/${String(placed.body.id)}/end`)
  const traced = async () => {
    const rows = await sql.admin<{ operation: string; signal_id: string | null }[]>`
      SELECT operation, actor, agency, signal_id FROM audit.event
      WHERE operation <> 'signal-accept' ORDER BY at, operation`
    return rows.map(({ operation, signal_id }) => [operation, signal_id])
  }
  t.strictSame(await traced(), [
    ['legal-hold-end', signalId],
    ['legal-hold-place', signalId],
  ])
  await clock.set(addMonths(start, 13).getTime())
  await turns.forget()
  t.match((await traced()).at(-1), ['second-opening-expire', null])
  await clock.set(addMonths(start, 37).getTime())
  await turns.forget()
  t.ok((await traced()).some(([operation]) => operation === 'trace-expire'))
})

t.test('no trace, no hold', async t => {
  const { sql, call } = await openAudit(t)
  await sql.admin`REVOKE EXECUTE ON FUNCTION audit.append(json) FROM audit_app`
  const hold = {
    signalIds: [signalOf('2026-11-21T08:00:00.000Z')],
    basis: 'court-order',
    provision: 'X 1',
    endsOn: '2026-12-01',
  }
  t.equal((await call('POST', '/v1/legal-holds', { body: hold })).status, 503)
  const [row] = await sql.admin`
    SELECT (SELECT count(*)::int FROM audit.legal_hold) AS holds,
      (SELECT count(*)::int FROM audit.idempotency) AS answers`
  t.strictSame(row, { holds: 0, answers: 0 })
})

t.test('the service reads no trace, and no other role the journal', async t => {
  const { sql } = await openAudit(t)
  await t.rejects(sql.audit`SELECT FROM audit.event`, { code: '42501' })
  await t.rejects(sql.audit`DELETE FROM audit.event`, { code: '42501' })
  for (const table of ['erasure_journal', 'certificate', 'legal_hold', 'held_signal']) {
    await t.rejects(sql.retention`SELECT FROM ${sql.retention(`audit.${table}`)}`, {
      code: '42501',
    })
  }
  const open = await sql.admin`
    SELECT relname FROM pg_class WHERE relnamespace = 'audit'::regnamespace
      AND relkind IN ('r', 'p') AND relname <> 'migration'
      AND NOT (relrowsecurity AND relforcerowsecurity)`
  t.strictSame([...open], [], 'every table and partition forces row-level security')
})
