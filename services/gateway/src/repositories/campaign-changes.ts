import type { Database } from '@unefois/database'

/** An agreed campaign as the accept path needs it. */
export interface AgreedCampaign {
  readonly id: string
  readonly sender: string
  readonly right: string
  readonly purpose: string
  readonly startsOn: string
  readonly endsOn: string
  readonly signalsMax: number
  readonly perDayMax: number
  /** Receiver → calls a day that it agreed to. */
  readonly capacities: ReadonlyMap<string, number>
}

/** The number of the last change that gateways must know. */
export async function readChangeVersion(sql: Database): Promise<number> {
  const [row] = await sql<{ version: number }[]>`
    SELECT version::float8 AS version FROM exchange.campaign_change`
  if (row === undefined) throw new Error('the migration wrote the one row')
  return row.version
}

/** Agreed campaigns changed after a version and not ended before a day, by index. */
export async function readAgreed(
  sql: Database,
  after: number,
  day: string,
): Promise<AgreedCampaign[]> {
  const rows = await sql<
    (Omit<AgreedCampaign, 'capacities'> & { capacities: Record<string, number> })[]
  >`
    SELECT id, sender, right_id AS right, purpose, starts_on::text AS "startsOn",
      ends_on::text AS "endsOn", signals_max::float8 AS "signalsMax",
      per_day_max::float8 AS "perDayMax",
      (SELECT json_object_agg(r.receiver, r.per_day_max)
        FROM exchange.campaign_receiver AS r WHERE r.campaign_id = c.id) AS capacities
    FROM exchange.campaign AS c
    WHERE changed > ${after} AND agreed_at IS NOT NULL AND ends_on >= ${day}`
  return rows.map(row => ({ ...row, capacities: new Map(Object.entries(row.capacities)) }))
}

/** One count of a campaign. Receiver `*` is all of them; day `infinity` the whole life. */
export interface CampaignUse {
  readonly campaignId: string
  readonly receiver: string
  readonly day: string
  readonly calls: number
}

/** Adds to the counts and answers the new totals. Rows come sorted: no deadlock. */
export async function addCampaignUse(
  sql: Database,
  uses: readonly CampaignUse[],
): Promise<CampaignUse[]> {
  return sql<CampaignUse[]>`
    INSERT INTO exchange.campaign_use AS c (campaign_id, receiver, day, calls)
    SELECT u."campaignId", u.receiver, u.day, u.calls
    FROM json_to_recordset(${JSON.stringify(uses)}::text::json)
      AS u("campaignId" text, receiver text, day date, calls bigint)
    ON CONFLICT (campaign_id, receiver, day) DO UPDATE SET calls = c.calls + excluded.calls
    RETURNING campaign_id AS "campaignId", receiver, day::text, calls::float8 AS calls`
}
