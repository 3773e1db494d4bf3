import type { Database } from '@unefois/database'
import { waitFor } from '../../wait-for.ts'

/**
 * Tables that do not tell of signals: `quota_use` counts calls, refused ones too; `stream_state`
 * and `pulse` are the services' own.
 */
const ownTables = ['quota_use', 'stream_state', 'pulse', 'migration']
const ofSignals = "WHERE operation LIKE 'signal-%' AND operation <> 'signal-release'"

/**
 * Counts the rows of every table and partition of the hub. Of `audit` only the traces of signals
 * count: the rest is made of them at the audit service's own pace, and may be of what was accepted
 * before, or is what desks tell of themselves. Traces of releases are left out, too: keys of
 * earlier signals are asked for meanwhile.
 */
export async function countRows(sql: Database): Promise<Map<string, number>> {
  const tables = await sql<{ name: string }[]>`
    SELECT format('%I.%I', n.nspname, c.relname) AS name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace
    WHERE c.relkind = 'r' AND n.nspname IN ('exchange', 'audit', 'consent')
      AND c.relname <> ALL (${ownTables}) AND (n.nspname <> 'audit' OR c.relname LIKE 'event\\_%')
    ORDER BY 1`
  const counts = tables.map(({ name }) => {
    const which = name.startsWith('audit.') ? ofSignals : ''
    return `SELECT '${name}' AS name, count(*)::int AS rows FROM ${name} ${which}`
  })
  const rows = await sql.unsafe<{ name: string; rows: number }[]>(counts.join(' UNION ALL '))
  return new Map(rows.map(row => [row.name, row.rows]))
}

/** Waits until no session of an accept has anything under way. */
export async function untilQuiet(sql: Database, waitMsMax: number): Promise<void> {
  await waitFor(
    'the gateway’s transactions have ended',
    async () => {
      const [row] = await sql<{ busy: number }[]>`
        SELECT count(*)::int AS busy FROM pg_stat_activity
        WHERE usename = 'gateway_accept' AND state <> 'idle'`
      return row?.busy
    },
    busy => busy === 0,
    waitMsMax,
  )
}
