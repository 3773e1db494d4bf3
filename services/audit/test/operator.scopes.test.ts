import { randomUUID } from 'node:crypto'
import type { Database } from '@unefois/database'
import { secretBytes, walkAsOperator } from '@unefois/testing'
import t from 'tap'
import { appendSamples, openAudit, signalOf, start } from './open-audit.ts'

/** What the second part of a trace says, and no answer may. */
const marker = 'fr.marked.second-part'

/** What no answer and no row may hold: second parts, and what opens leaves or leads to persons. */
async function secretsOf(admin: Database): Promise<readonly string[]> {
  return [marker, ...(await secretBytes(admin, 'audit', 'nonce|index$'))]
}

/** Traces with second parts, an erasure, and the openings of all. */
async function fill({ sql, sequence }: Awaited<ReturnType<typeof openAudit>>) {
  const signalId = signalOf(start.toISOString())
  const sample = { at: start.toISOString(), agency: 'caf-13', counterparty: 'carsat-sud-est' }
  const detail = { right: marker }
  await appendSamples(sql.admin, [
    { ...sample, signalId, detail },
    { ...sample, signalId: signalOf(start.toISOString()), detail },
  ])
  const erasure = {
    id: randomUUID(),
    at: start.toISOString(),
    owner: 'exchange',
    class: 'signal-data',
    reason: 'withdrawal',
    signalIds: [signalOf(start.toISOString())],
    count: 1,
  }
  await sql.admin`SELECT audit.record_erasures(${JSON.stringify([erasure])}::text::json)`
  await sequence()
  const [row] = await sql.admin<{ openings: number }[]>`
    SELECT count(*)::int AS openings FROM audit.opening`
  if (row?.openings !== 2) throw new Error('there are openings to be read')
  return signalId
}

t.test('no call and no page shows an operator an opening, whatever their token', async t => {
  const nowhere = 'http://127.0.0.1:1'
  const pages = { publicUrl: nowhere, issuer: nowhere, clientKey: '', fictitious: true }
  const hub = await openAudit(t, pages)
  const id = await fill(hub)
  // The examples' acts are of nine o'clock: what is of a time to come is put off.
  await hub.clock.set(start.getTime() + 7_200_000)
  const secrets = await secretsOf(hub.sql.admin)
  const { app, tokenOf } = hub
  const walk = await walkAsOperator(app, { tokenOf, params: { id, level: '0' }, secrets })
  t.ok(walk.walked > 60, `${walk.walked} addresses`)
  t.strictSame(walk.leaks, [])
  t.strictSame(walk.opened, [])
  // What a desk asks of the log, and acts of its own that it may tell.
  const ofDesks = ['GET /v1/log/add-checkpoint', 'POST /v1/events']
  t.strictSame(walk.openedByScopes, ofDesks)
})

t.test('no role reads an opening: every column and every function, by SQL', async t => {
  const hub = await openAudit(t)
  await fill(hub)
  const secrets = await secretsOf(hub.sql.admin)
  const { admin } = hub.sql
  const columns = await admin<{ from: string; column: string }[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS from, quote_ident(a.attname) AS column
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
    WHERE c.relkind IN ('r', 'p', 'v', 'm') AND n.nspname !~ '^(pg_|information_schema)'`
  const names = await admin<{ role: string; login: boolean }[]>`
    SELECT rolname AS role, rolcanlogin AS login FROM pg_roles
    WHERE NOT rolsuper AND rolname !~ '^pg_' ORDER BY rolname`
  t.ok(names.length > 12 && columns.length > 300, 'there is much to be tried')
  const readers = new Map<string, number>()
  for (const { role } of names) {
    const told = await admin.begin(async sql => {
      await sql`SELECT set_config('role', ${role}, true)`
      let found = 0
      for (const { from, column } of columns) {
        const rows = await sql
          .savepoint(inner => inner.unsafe(`SELECT ${column}::text AS value FROM ${from}`))
          .catch(() => [])
        const text = JSON.stringify(rows)
        if (secrets.some(secret => text.includes(secret))) found += 1
      }
      return found
    })
    if (told > 0) readers.set(role, told)
  }
  t.strictSame([...readers.keys()], ['audit_owner'], 'the owner that migrates, and nobody else')
  const owner = names.find(({ role }) => role === 'audit_owner')
  t.equal(owner?.login, false, 'and nobody can sign in as the owner')
  const members = await admin<{ role: string }[]>`
    SELECT rolname AS role FROM pg_roles
    WHERE NOT rolsuper AND rolname <> 'audit_owner'
      AND pg_has_role(rolname, 'audit_owner', 'MEMBER')`
  t.strictSame([...members], [], 'nor become it')

  const grants = await admin<{ grantee: string }[]>`
    SELECT DISTINCT grantee FROM information_schema.column_privileges
    WHERE table_schema = 'audit'
      AND table_name ~ '^(opening|event|erasure_opening)(_[0-9]{4}_[0-9]{2})?$'
      AND grantee <> 'audit_owner'`
  const superusers = await admin<{ role: string }[]>`
    SELECT rolname AS role FROM pg_roles WHERE rolsuper`
  const others = grants.filter(each => superusers.every(({ role }) => role !== each.grantee))
  t.strictSame(others, [], 'no column is granted')
})

const desks = ['desk_app', 'desk_test']
/** Functions that look at what openings hold and that another role than the audit service calls. */
const lookedAt: Readonly<Record<string, readonly string[]>> = {
  // Counts and months, no row.
  count_second_openings: desks,
  drop_trace_months: desks,
  // One agreement of a person for who asks about it; ids of signals; ids and codes of what stops.
  find_person_agreement: ['gateway_agency'],
  find_signals: ['consent_app'],
  find_traced: ['consent_app'],
}

t.test('no role but the audit service’s calls a function that answers openings', async t => {
  const { sql } = await openAudit(t)
  const rows = await sql.admin<{ name: string; callers: string[] | null }[]>`
    SELECT p.proname AS name, array_agg(DISTINCT r.rolname::text ORDER BY r.rolname::text)
      FILTER (WHERE r.rolname IS NOT NULL) AS callers
    FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
      LEFT JOIN pg_roles AS r ON NOT r.rolsuper AND r.rolname !~ '^pg_'
        AND r.rolname NOT IN ('audit_owner', 'audit_app')
        AND has_function_privilege(r.oid, p.oid, 'EXECUTE')
    WHERE n.nspname !~ '^(pg_|information_schema)' AND p.prosecdef
      AND p.prosrc ~ 'nonce|detail|opening'
      AND pg_get_function_result(p.oid) ~ 'bytea|json|record|event|TABLE'
    GROUP BY p.oid, p.proname ORDER BY p.proname`
  const called = rows.filter(({ callers }) => callers !== null)
  t.ok(rows.length > called.length, 'the writer and the officers’ answers are among them')
  t.strictSame(Object.fromEntries(called.map(each => [each.name, each.callers])), lookedAt)
})
