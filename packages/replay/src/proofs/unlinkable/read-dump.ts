import { type Database, openDatabase } from '@unefois/database'
import type { Stored } from './decode.ts'
import { valueBytesMax } from './limits.ts'

/** One distinct value of a column, as it is stored. */
export interface DumpedValue {
  /** `hub audit.event.trace_index`: never a value. */
  readonly column: string
  readonly value: Stored
}

/** Everything that the databases of a server hold, each value once a column. */
export interface Dump {
  readonly values: readonly DumpedValue[]
  readonly databases: number
  readonly tables: number
  readonly columns: number
  readonly rows: number
  readonly bytes: number
}

interface Table {
  readonly schema: string
  readonly name: string
  readonly columns: readonly { readonly name: string; readonly type: string }[]
}

const rowsAtOnce = 500
/** A cursor needs the extended protocol; the driver's types do not know the word. */
const extended: object = { simple: false }

/** The server's own tables in which values of ours come to lie: samples, objects, passwords. */
const catalogues = [
  'pg_statistic',
  'pg_statistic_ext_data',
  'pg_largeobject',
  'pg_authid',
  'pg_db_role_setting',
]

/**
 * Reads every column of every table, partition and materialised view of every database, past every
 * policy, and the texts of functions, in which a key could stand.
 * @param urlOf an administrator's URL of a database. @throws when there is more than the limit.
 */
export async function readDump(urlOf: (database: string) => string): Promise<Dump> {
  const names = await withDatabase(urlOf('postgres'), async sql => {
    const rows = await sql<{ name: string }[]>`
      SELECT datname AS name FROM pg_database WHERE datallowconn ORDER BY datname`
    return rows.map(row => row.name)
  })
  const dump = { values: [] as DumpedValue[], tables: 0, columns: 0, rows: 0, bytes: 0 }
  for (const name of names) {
    await withDatabase(urlOf(name), async sql => {
      await sql`SET row_security = off`
      await sql`SET bytea_output = 'hex'`
      for (const table of await listTables(sql)) {
        dump.rows += await readTable(sql, name, table, dump)
        dump.tables += 1
        dump.columns += table.columns.length
      }
      const functions = await sql<{ name: string; source: string }[]>`
        SELECT n.nspname || '.' || p.proname AS name, p.prosrc AS source
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname !~ '^(pg_|information_schema)'`
      for (const { name: of, source } of functions) {
        keep(dump, { column: `${name} function ${of}`, value: source })
      }
    })
  }
  return { databases: names.length, ...dump }
}

async function readTable(
  sql: Database,
  database: string,
  table: Table,
  dump: { values: DumpedValue[]; bytes: number },
): Promise<number> {
  const { schema, name, columns } = table
  const list = columns.map(column => `${quote(column.name)}::text`).join(', ')
  const seen = columns.map(() => new Set<string>())
  let rows = 0
  await sql
    .unsafe(`SELECT ${list} FROM ONLY ${quote(schema)}.${quote(name)}`, [], extended)
    .raw()
    .cursor(rowsAtOnce, page => {
      for (const row of page) {
        rows += 1
        for (const [n, bytes] of Object.values(row).entries()) {
          const { name: column = '', type } = columns[n] ?? {}
          if (!Buffer.isBuffer(bytes)) continue
          const text = bytes.toString('utf8')
          if (seen[n]?.has(text)) continue
          seen[n]?.add(text)
          const value = type === 'bytea' ? Buffer.from(text.slice(2), 'hex') : text
          keep(dump, { column: `${database} ${schema}.${name}.${column}`, value })
        }
      }
    })
  return rows
}

function keep(dump: { values: DumpedValue[]; bytes: number }, value: DumpedValue): void {
  dump.values.push(value)
  dump.bytes += value.value.length
  if (dump.bytes > valueBytesMax) throw new Error(`more than ${valueBytesMax} bytes are stored`)
}

function listTables(sql: Database): Promise<Table[]> {
  return sql<Table[]>`
    SELECT n.nspname AS schema, c.relname AS name,
      json_agg(json_build_object('name', a.attname, 'type', t.typname) ORDER BY a.attnum) AS columns
    FROM pg_class AS c
      JOIN pg_namespace AS n ON n.oid = c.relnamespace
      JOIN pg_attribute AS a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
      JOIN pg_type AS t ON t.oid = a.atttypid
    WHERE c.relkind IN ('r', 'm', 'S') AND c.relpersistence <> 't'
      AND (n.nspname !~ '^(pg_|information_schema)'
        OR n.nspname = 'pg_catalog' AND c.relname = ANY (${catalogues}))
    GROUP BY n.nspname, c.relname ORDER BY n.nspname, c.relname`
}

async function withDatabase<T>(url: string, work: (sql: Database) => Promise<T>): Promise<T> {
  const sql = openDatabase({ url, name: 'proof-dump', connectionsMax: 1, statementMsMax: 0 })
  try {
    return await work(sql)
  } finally {
    await sql.end({ timeout: 5 })
  }
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
