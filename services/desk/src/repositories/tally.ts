import type { Database, Transaction } from '@unefois/database'

/** People of one territory in one quarter. */
export interface QuarterCounts {
  readonly territory: string
  readonly received: number
  readonly informed: number
  readonly opened: number
}

/** Counts cases that are about to be erased, so that statistics outlive what they were made of. */
export async function tallyCases(sql: Transaction, ids: readonly string[]): Promise<void> {
  await sql`
    INSERT INTO desk.tally AS t (quarter, territory, received, informed, opened)
    SELECT quarter, territory, received, informed, opened
    FROM desk.count_quarter(NULL, ${ids}::uuid[]) ORDER BY quarter, territory
    ON CONFLICT (quarter, territory) DO UPDATE SET received = t.received + excluded.received,
      informed = t.informed + excluded.informed, opened = t.opened + excluded.opened`
}

/** A quarter's counts by territory; `quarter` is its first day. */
export async function countQuarter(sql: Database, quarter: string): Promise<QuarterCounts[]> {
  return sql<QuarterCounts[]>`
    SELECT territory, sum(received)::int AS received, sum(informed)::int AS informed,
      sum(opened)::int AS opened
    FROM (
      SELECT territory, received, informed, opened FROM desk.tally WHERE quarter = ${quarter}
      UNION ALL
      SELECT territory, received, informed, opened FROM desk.count_quarter(${quarter}, NULL)
    ) AS counted
    GROUP BY territory ORDER BY territory`
}

/** Forgets counts of quarters that began before an instant; answers how many. */
export async function deleteTallyBefore(
  sql: Transaction,
  before: Date,
  max: number,
): Promise<number> {
  const deleted = await sql`
    DELETE FROM desk.tally WHERE (quarter, territory) IN (
      SELECT quarter, territory FROM desk.tally WHERE quarter < ${before.toISOString().slice(0, 10)}
      ORDER BY quarter LIMIT ${max})`
  return deleted.count
}
