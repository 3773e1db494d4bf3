import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '@unefois/database'
import type { Hub } from '@unefois/local'

const arrivalMsMax = 60_000
const pollMs = 200

/** When Postgres committed what: one server, one clock, for the hub and for every desk. */
export interface CommitTimes {
  /** Milliseconds from the commit of the accept to the commit of the case, of each signal since. */
  latenciesSince(since: Date): Promise<number[]>
  close(): Promise<void>
}

/** Lets the server note the time of each commit. It must be started again for that. */
export async function letCommitsBeTimed(hub: Hub): Promise<void> {
  const administrator = openOf(hub, 'hub')
  await administrator`ALTER SYSTEM SET track_commit_timestamp = on`
  await administrator.end()
  await hub.postgres.restart()
}

const openOf = (hub: Hub, database: string) =>
  openDatabase({ url: hub.databaseUrl(database), name: 'bench', connectionsMax: 1 })

/** The commits of a hub and of these desks, from now on. */
export async function noteCommitTimes(hub: Hub, desks: readonly string[]): Promise<CommitTimes> {
  await letCommitsBeTimed(hub)
  const open = (database: string) => openOf(hub, database)
  const hubSql = open('hub')
  const deskSql = desks.map(desk => open(`desk_${desk.replaceAll('-', '_')}`))
  return {
    async latenciesSince(since) {
      const accepted = await acceptedSince(hubSql, since)
      const untilMs = performance.now() + arrivalMsMax
      for (;;) {
        const stored = new Map(
          (await Promise.all(deskSql.map(sql => storedSince(sql, since)))).flat(),
        )
        const missing = [...accepted.keys()].filter(id => !stored.has(id)).length
        if (missing === 0) {
          return [...accepted].map(([id, atMs]) => (stored.get(id) ?? Number.NaN) - atMs)
        }
        if (performance.now() > untilMs) throw new Error(`${missing} signals have no case`)
        await sleep(pollMs)
      }
    },
    async close() {
      await Promise.all([hubSql, ...deskSql].map(sql => sql.end()))
    },
  }
}

async function acceptedSince(sql: Database, since: Date): Promise<Map<string, number>> {
  const rows = await sql<{ id: string; ms: number }[]>`
    SELECT signal_id AS id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS ms
    FROM audit.event WHERE operation = 'signal-accept' AND at >= ${since}`
  return new Map(rows.map(row => [row.id, row.ms]))
}

async function storedSince(sql: Database, since: Date): Promise<[id: string, ms: number][]> {
  const rows = await sql<{ id: string; ms: number }[]>`
    SELECT id, extract(epoch FROM pg_xact_commit_timestamp(xmin))::float8 * 1000 AS ms
    FROM desk.cases WHERE received_at >= ${since}`
  return rows.map(row => [row.id, row.ms])
}
