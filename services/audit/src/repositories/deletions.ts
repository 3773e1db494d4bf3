import type { DeletionsV2 } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { Forecast } from '../domain/forecast.ts'

/** The schemas of the hub that say themselves what is due. */
const owners = ['exchange', 'consent'] as const

/** What the other owners of the hub's data will erase, by their own clocks. */
export async function listDueOfOthers(sql: Database, at: Date): Promise<Forecast[]> {
  const perOwner = await Promise.all(owners.map(owner => listDue(sql, owner, at)))
  return perOwner.flat()
}

async function listDue(
  sql: Database,
  owner: (typeof owners)[number],
  at: Date,
): Promise<Forecast[]> {
  const rows = await sql<
    { class: Forecast['class']; due_at: Date; count: string; article: string | null }[]
  >`SELECT class, due_at, count, article FROM ${sql(owner)}.deletions_due(${at})`
  return rows.map(row => ({
    owner,
    class: row.class,
    dueAt: row.due_at.toISOString(),
    count: Number(row.count),
    article: row.article,
  }))
}

/** What the journal says was erased since an instant, summed by kind and reason. */
export async function listDone(sql: Database, since: Date): Promise<DeletionsV2['done']> {
  const rows = await sql<
    (Omit<DeletionsV2['done'][number], 'entries' | 'count' | 'lastAt'> & {
      readonly entries: string
      readonly count: string
      readonly last_at: Date
    })[]
  >`SELECT owner, class, reason, count(*) AS entries, sum(count) AS count, max(at) AS last_at
    FROM audit.erasure_journal WHERE at >= ${since}
    GROUP BY owner, class, reason ORDER BY owner, class, reason`
  return rows.map(({ last_at, ...row }) => ({
    ...row,
    entries: Number(row.entries),
    count: Number(row.count),
    lastAt: last_at.toISOString(),
  }))
}
