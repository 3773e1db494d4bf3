import { type Database, openDatabase } from '@unefois/database'
import type { Hub } from '@unefois/local'
import { decodeMsMax } from './limits.ts'
import { type CommittedTrace, type DecodedRow, readChanges } from './read-change.ts'

/** The database's own log, read for the order in which acts were committed. */
export interface CommitLog {
  /** The traces committed since the last reading, in order of commit. */
  read(): Promise<CommittedTrace[]>
  /** How far the log has come now. */
  now(): Promise<bigint>
  close(): Promise<void>
}

const slot = 'proof_gate'

/**
 * Makes the throw-away Postgres write a log that can be decoded, which takes a restart, and opens a
 * slot on it. From then on nothing is missed: what a slot has not shown yet, Postgres keeps.
 */
export async function openCommitLog(hub: Hub): Promise<CommitLog> {
  const url = hub.databaseUrl('hub')
  const once = openDatabase({ url, name: 'proof-gate', connectionsMax: 1 })
  await once`ALTER SYSTEM SET wal_level = 'logical'`
  await once.end({ timeout: 5 })
  await hub.postgres.restart()
  await Promise.all(Object.values(hub.processes).map(each => each.waitUntilReady()))
  const sql = openDatabase({
    url,
    name: 'proof-gate',
    connectionsMax: 4,
    statementMsMax: decodeMsMax,
  })
  await sql`SELECT FROM pg_create_logical_replication_slot(${slot}, 'test_decoding')`
  return {
    read: async () => readChanges(await readSlot(sql)),
    async now() {
      const [row] = await sql<{ lsn: string }[]>`
        SELECT (pg_current_wal_insert_lsn() - '0/0'::pg_lsn)::text AS lsn`
      if (row === undefined) throw new Error('Postgres does not say how far its log has come')
      return BigInt(row.lsn)
    },
    close: () => sql.end({ timeout: 5 }),
  }
}

/** Only traces and commits: the rest of a wave is some ten times as much. */
async function readSlot(sql: Database): Promise<DecodedRow[]> {
  return sql<DecodedRow[]>`
    SELECT (lsn - '0/0'::pg_lsn)::text AS lsn, xid::text AS xid, data
    FROM pg_logical_slot_get_changes(${slot}, NULL, NULL,
      'include-timestamp', 'on', 'skip-empty-xacts', 'on')
    WHERE data LIKE 'COMMIT%' OR data ~ '^table audit[.]event_[0-9_]+: INSERT: '`
}
