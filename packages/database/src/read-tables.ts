import { type Database, openDatabase } from './open.ts'

/** A table, partition, sequence or materialised view, with its columns in their order. */
export interface StoredTable {
  readonly schema: string
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

const rowsAtOnce = 200
/** A cursor needs the extended protocol; the driver's types do not know the word. */
const extended: object = { simple: false }

/** The databases of a server that let anybody in. @param adminUrl an administrator's. */
export async function listDatabases(adminUrl: string): Promise<string[]> {
  const rows = await pastPolicies(
    adminUrl,
    sql => sql<{ name: string }[]>`
      SELECT datname AS name FROM pg_database WHERE datallowconn ORDER BY datname`,
  )
  return rows.map(row => row.name)
}

/**
 * Works on a connection of its own that reads every row or none: where a policy would hide rows of
 * a table, reading it fails (`row_security = off`). @param url an administrator's, of the database.
 */
export async function pastPolicies<T>(
  url: string,
  work: (sql: Database) => Promise<T>,
): Promise<T> {
  const sql = openDatabase({ url, name: 'read-tables', connectionsMax: 1, statementMsMax: 0 })
  try {
    await sql`SET row_security = off`
    await sql`SET bytea_output = 'hex'`
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

/** What holds rows in a database, the server's own catalogues included; nothing temporary. */
export async function listTables(sql: Database): Promise<readonly StoredTable[]> {
  return sql<StoredTable[]>`
    SELECT n.nspname AS schema, c.relname AS name,
      json_agg(json_build_object('name', a.attname, 'type', t.typname) ORDER BY a.attnum) AS columns
    FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'm', 'S') AND c.relpersistence <> 't'
      AND n.nspname NOT LIKE 'pg_toast%'
    GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`
}

/**
 * Hands over every value of a table that is not null, whole, as the server sees it (what lies
 * compressed or in pieces, TOAST, too): bytes as they are, anything else as its text in UTF-8.
 * Through a cursor, some rows at a time. (The driver's COPY stream can end with its socket paused:
 * the next statement would then wait for ever.)
 *
 * @param sql a connection of `pastPolicies`. @returns how many rows there were.
 */
export async function readTable(
  sql: Database,
  { schema, name, columns }: StoredTable,
  onValue: (value: Buffer, column: StoredTable['columns'][number]) => void,
): Promise<number> {
  const list = columns.map(column => `${quote(column.name)}::text`).join(', ')
  let count = 0
  await sql
    .unsafe(`SELECT ${list} FROM ONLY ${quote(schema)}.${quote(name)}`, [], extended)
    .raw()
    .cursor(rowsAtOnce, rows => {
      for (const row of rows) {
        count += 1
        const values: readonly unknown[] = Object.values(row)
        for (const [n, column] of columns.entries()) {
          const value = values[n]
          if (!Buffer.isBuffer(value)) continue
          // As the server writes bytes: \x and two digits each.
          const isBytes = column.type === 'bytea'
          onValue(isBytes ? Buffer.from(value.toString('latin1', 2), 'hex') : value, column)
        }
      }
    })
  return count
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
