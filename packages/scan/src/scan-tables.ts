import { type Database, openDatabase, sqlState, type Transaction } from '@unefois/database'
import { type Findings, openStreamScan, type Search } from './stream-scan.ts'

/** Types whose stored bytes are searched as they are; any other is searched as its text. */
const asTheyAre = ['text', 'varchar', 'bpchar', 'name', 'bytea', 'json', 'jsonb', 'xml']
const tableIsGone = '42P01'
const rowsAtOnce = 200
/** A cursor needs the extended protocol; the driver's types do not know the word. */
const extended: object = { simple: false }
const newline = Buffer.from('\n')

export interface TableReport {
  readonly databases: number
  readonly tables: number
  readonly bytes: number
  /** Tables and databases that could not be read. */
  readonly unread: readonly string[]
}

interface Table {
  readonly schema: string
  readonly name: string
  readonly columns: readonly { name: string; type: string }[]
}

/**
 * Reads every row of every table of every database of a server, catalogues and large objects
 * included, as the server sees it: values that lie compressed or in pieces in its files (TOAST) are
 * whole here. Numbers are searched as text, so that an identifier kept as one is found.
 *
 * @param url an administrator's: rows that a policy hides would not be searched, so a login that
 *   policies bind reads nothing (`row_security = off`) and its tables count as unread.
 */
export async function scanServer(options: {
  url: string
  place: string
  search: Search
  findings: Findings
  onTable?: (bytes: number) => void
  signal?: AbortSignal
}): Promise<TableReport> {
  const report = { databases: 0, tables: 0, bytes: 0, unread: [] as string[] }
  const names = await withDatabase(options.url, sql => listDatabases(sql))
  for (const name of names) {
    const url = new URL(options.url)
    url.pathname = `/${encodeURIComponent(name)}`
    try {
      await withDatabase(url.href, async sql => {
        await sql`SET row_security = off`
        await sql`SET bytea_output = 'hex'`
        for (const table of await listTables(sql)) {
          options.signal?.throwIfAborted()
          const where = `${name} ${table.schema}.${table.name}`
          const bytes = await scanTable(sql, table, where, options).catch(error => {
            if (options.signal?.aborted) throw error
            if (sqlState(error) !== tableIsGone) report.unread.push(where)
            return undefined
          })
          if (bytes === undefined) continue
          report.tables += 1
          report.bytes += bytes
          options.onTable?.(bytes)
        }
      })
      report.databases += 1
    } catch (error) {
      if (options.signal?.aborted) throw error
      report.unread.push(name)
    }
  }
  return report
}

/**
 * Through a cursor, a few rows at a time. (The driver's COPY stream can end with its socket paused:
 * the next statement would then wait for ever.)
 */
async function scanTable(
  sql: Database,
  table: Table,
  where: string,
  { search, findings, place }: { search: Search; findings: Findings; place: string },
): Promise<number> {
  const columns = table.columns.map(({ name, type }) =>
    asTheyAre.includes(type.replace(/^_/u, '')) ? quote(name) : `${quote(name)}::text`,
  )
  const isBytes = table.columns.map(({ type }) => type === 'bytea')
  const from = `${quote(table.schema)}.${quote(table.name)}`
  const scan = openStreamScan(search, findings, { place, where })
  await sql
    .unsafe(`SELECT ${columns.join(', ')} FROM ONLY ${from}`, [], extended)
    .raw()
    .cursor(rowsAtOnce, rows => {
      for (const values of rows) {
        for (const [column, value] of Object.values(values).entries()) {
          if (!Buffer.isBuffer(value)) continue
          // As the server writes bytes: \\x and two digits each.
          const bytes = isBytes[column] ? Buffer.from(value.toString('latin1', 2), 'hex') : value
          scan.push(bytes)
          scan.push(newline)
        }
      }
    })
  return scan.end()
}

async function listDatabases(sql: Database): Promise<string[]> {
  const rows = await sql<{ name: string }[]>`
    SELECT datname AS name FROM pg_database WHERE datallowconn ORDER BY datname`
  return rows.map(row => row.name)
}

/** Tables and materialised views with their columns; a partition is a table of its own. */
async function listTables(sql: Database | Transaction): Promise<Table[]> {
  return sql<Table[]>`
    SELECT n.nspname AS schema, c.relname AS name,
      json_agg(json_build_object('name', a.attname, 'type', t.typname) ORDER BY a.attnum) AS columns
    FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'm') AND n.nspname NOT LIKE 'pg_temp%'
      AND n.nspname NOT LIKE 'pg_toast%'
    GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`
}

async function withDatabase<T>(url: string, work: (sql: Database) => Promise<T>): Promise<T> {
  const sql = openDatabase({ url, name: 'scan', connectionsMax: 1, statementMsMax: 0 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
