import { type Database, openDatabase } from '@unefois/database'
import type { Hub } from '@unefois/local'
import { countConnectionsMax } from '../limits.ts'

/** An administrator's look into the databases, for counting only. */
export interface Counts {
  readonly hub: Database
  desk(agency: string): Database
  close(): Promise<void>
}

/** Opens the databases of a hub past every policy: what is counted is what is there. */
export function openCounts(hub: Hub): Counts {
  const opened = new Map<string, Database>()
  const open = (database: string): Database => {
    const sql =
      opened.get(database) ??
      openDatabase({
        url: hub.databaseUrl(database),
        name: 'replay-counts',
        connectionsMax: countConnectionsMax,
      })
    opened.set(database, sql)
    return sql
  }
  return {
    hub: open('hub'),
    desk: agency => open(`desk_${agency.replaceAll('-', '_')}`),
    async close() {
      await Promise.all([...opened.values()].map(sql => sql.end({ timeout: 5 })))
    },
  }
}
