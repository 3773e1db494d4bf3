import { listDatabases, listTables, pastPolicies, readTable } from '@unefois/database'
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
  const names = await listDatabases(urlOf('postgres'))
  const dump = { values: [] as DumpedValue[], tables: 0, columns: 0, rows: 0, bytes: 0 }
  const keep = (column: string, value: Stored) => {
    dump.values.push({ column, value })
    dump.bytes += value.length
    if (dump.bytes > valueBytesMax) throw new Error(`more than ${valueBytesMax} bytes are stored`)
  }
  for (const database of names) {
    await pastPolicies(urlOf(database), async sql => {
      const tables = await listTables(sql)
      for (const table of tables.filter(({ schema, name }) => isOurs(schema, name))) {
        const seen = new Set<string>()
        dump.rows += await readTable(sql, table, (bytes, { name, type }) => {
          const once = `${name} ${bytes.toString('latin1')}`
          if (seen.has(once)) return
          seen.add(once)
          const column = `${database} ${table.schema}.${table.name}.${name}`
          keep(column, type === 'bytea' ? bytes : bytes.toString('utf8'))
        })
        dump.tables += 1
        dump.columns += table.columns.length
      }
      const functions = await sql<{ name: string; source: string }[]>`
        SELECT n.nspname || '.' || p.proname AS name, p.prosrc AS source
        FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname !~ '^(pg_|information_schema)'`
      for (const { name, source } of functions) keep(`${database} function ${name}`, source)
    })
  }
  return { databases: names.length, ...dump }
}

function isOurs(schema: string, name: string): boolean {
  if (schema === 'pg_catalog') return catalogues.includes(name)
  return !/^(?:pg_|information_schema)/u.test(schema)
}
