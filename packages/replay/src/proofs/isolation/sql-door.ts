import postgres from 'postgres'

/** What a statement gave: rows, or the SQLSTATE of the refusal (`28000`-class for a login). */
export type SqlAnswer =
  | { readonly rows: readonly Readonly<Record<string, unknown>>[]; readonly changed: number }
  | { readonly refused: string }

/** One role's way into one database. Nothing that is tried there stays. */
export interface SqlDoor {
  /**
   * Runs one statement in a transaction that is rolled back, after setting the agencies that the
   * transaction speaks for; `undefined` leaves the setting unset.
   */
  attempt(agencies: string | undefined, statement: string): Promise<SqlAnswer>
  close(): Promise<void>
}

const connectTimeoutSec = 5
const statementMsMax = 10_000

class RollBack extends Error {}

/** Opens a door under a login role; connecting happens at the first attempt and may be refused. */
export function openSqlDoor(url: string): SqlDoor {
  const sql = postgres(url, {
    max: 1,
    connect_timeout: connectTimeoutSec,
    onnotice: () => {},
    connection: { statement_timeout: statementMsMax },
  })
  return {
    async attempt(agencies, statement) {
      let answer: SqlAnswer = { refused: 'nothing' }
      try {
        await sql.begin(async transaction => {
          if (agencies !== undefined) {
            await transaction`SELECT set_config('app.agencies', ${agencies}, true)`
          }
          const rows = await transaction.unsafe(statement)
          answer = { rows: [...rows], changed: rows.count ?? 0 }
          throw new RollBack()
        })
      } catch (error) {
        if (error instanceof RollBack) return answer
        return { refused: error instanceof postgres.PostgresError ? error.code : 'connection' }
      }
      return answer
    },
    close: () => sql.end({ timeout: 2 }),
  }
}
