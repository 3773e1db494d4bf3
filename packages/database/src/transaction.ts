import { SpanStatusCode, trace } from '@opentelemetry/api'
import postgres from 'postgres'
import type { Database, Transaction } from './open.ts'

const tracer = trace.getTracer('unefois.database')
const byteaArrayType = 17

/**
 * Runs `work` in one READ COMMITTED transaction. With `agency`, row-level security shows that
 * agency's rows only: the setting is local to the transaction, so it cannot survive in the pool.
 */
export async function inTransaction<T>(
  sql: Database,
  options: { name: string; agency?: string },
  work: (transaction: Transaction) => Promise<T>,
): Promise<T> {
  return tracer.startActiveSpan(`database ${options.name}`, async span => {
    try {
      return (await sql.begin(async transaction => {
        if (options.agency !== undefined) {
          await transaction`SELECT set_config('app.agencies', ${`{${options.agency}}`}, true)`
        }
        return work(transaction)
      })) as T
    } catch (error) {
      span.setStatus({ code: SpanStatusCode.ERROR })
      throw error
    } finally {
      span.end()
    }
  })
}

/** A `bytea[]` parameter. Hexadecimal strings would be stored as their ASCII text, silently. */
export function bytes(sql: Database | Transaction, values: readonly Buffer[]) {
  return sql.array([...values], byteaArrayType)
}

/** The SQLSTATE of a database error; undefined for anything else (a lost connection has none). */
export function sqlState(error: unknown): string | undefined {
  return error instanceof postgres.PostgresError ? error.code : undefined
}

/** True when one row is at fault (class 22 data, 23 constraint): run singly, it stands alone. */
export function isRowFault(error: unknown): boolean {
  const state = sqlState(error)
  return state !== undefined && (state.startsWith('22') || state.startsWith('23'))
}

/** True for lock, timeout, permission, shutdown or connection faults: try again later. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error)
  if (state !== undefined) {
    return /^(08|40|42501|53|55|57|58|XX)/u.test(state) || state === 'UF503'
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return /^(CONNECT|ECONN|EPIPE|ENOTFOUND|ETIMEDOUT)/u.test(code)
}
