import { listDatabases, listTables, pastPolicies, readTable, sqlState } from '@unefois/database'
import { type Findings, openStreamScan, type Search } from './stream-scan.ts'

const tableIsGone = '42P01'
const newline = Buffer.from('\n')

export interface TableReport {
  readonly databases: number
  readonly tables: number
  readonly bytes: number
  /** Tables and databases that could not be read. */
  readonly unread: readonly string[]
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
  for (const name of await listDatabases(options.url)) {
    const url = new URL(options.url)
    url.pathname = `/${encodeURIComponent(name)}`
    try {
      await pastPolicies(url.href, async sql => {
        for (const table of await listTables(sql)) {
          options.signal?.throwIfAborted()
          const where = `${name} ${table.schema}.${table.name}`
          const scan = openStreamScan(options.search, options.findings, {
            place: options.place,
            where,
          })
          try {
            await readTable(sql, table, value => {
              scan.push(value)
              scan.push(newline)
            })
          } catch (error) {
            if (options.signal?.aborted) throw error
            if (sqlState(error) !== tableIsGone) report.unread.push(where)
            continue
          }
          const bytes = scan.end()
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
