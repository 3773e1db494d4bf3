import postgres from 'postgres'

export type Database = postgres.Sql
export type Transaction = postgres.TransactionSql

const connectTimeoutSec = 5
/** After an outage; the driver's own pauses grow to twenty seconds. */
const reconnectDelaySec = 0.2
const idleInTransactionMsMax = 30_000
const defaultStatementMsMax = 10_000
const defaultLockMsMax = 2_000

/**
 * Opens a pool towards one database under one role. `lockMsMax` bounds every wait for a row or an
 * advisory lock; past it Postgres answers SQLSTATE 55P03 and the caller's group is refused whole.
 */
export function openDatabase(options: {
  url: string
  name: string
  connectionsMax: number
  statementMsMax?: number
  lockMsMax?: number
  /** Commits without waiting for the disk: only for what a crash may undo without harm. */
  lazyCommit?: boolean
}): Database {
  return postgres(options.url, {
    max: options.connectionsMax,
    connect_timeout: connectTimeoutSec,
    backoff: () => reconnectDelaySec,
    onnotice: () => {},
    connection: {
      application_name: options.name,
      statement_timeout: options.statementMsMax ?? defaultStatementMsMax,
      lock_timeout: options.lockMsMax ?? defaultLockMsMax,
      idle_in_transaction_session_timeout: idleInTransactionMsMax,
      ...(options.lazyCommit ? { synchronous_commit: 'off' } : {}),
    },
  })
}

/** Whether the server answers at all; for readiness, so it never throws. */
export async function isAnswering(sql: Database): Promise<boolean> {
  return sql`SELECT 1`.then(
    () => true,
    () => false,
  )
}
