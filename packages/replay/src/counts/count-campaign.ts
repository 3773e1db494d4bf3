import type { Database } from '@unefois/database'
import type { CampaignCounts } from '../campaigns/view.ts'

/**
 * What the hub's database holds of a campaign, or of one receiver's part of it: its signals, and
 * its tally of those whose outcome made them forget it.
 */
export async function countCampaign(
  sql: Database,
  campaign: string,
  receiver?: string,
): Promise<CampaignCounts> {
  const mine = sql`campaign = ${campaign} AND receiver LIKE ${receiver ?? '%'}`
  const [states] = await sql<(Omit<CampaignCounts, 'outcomes'> & { integrated: number })[]>`
    WITH mine AS (SELECT id, state, informed_at FROM exchange.signal WHERE ${mine}), told AS (
      SELECT DISTINCT signal_id, type FROM exchange.case_event
      WHERE signal_id IN (SELECT id FROM mine)
    )
    SELECT count(*)::int AS integrated,
      count(*) FILTER (WHERE state <> 'sent')::int AS received,
      count(informed_at)::int AS contacted,
      (SELECT count(*)::int FROM told WHERE type = 'closed') AS closed,
      (SELECT count(*)::int FROM told WHERE type = 'declined') AS declined
    FROM mine`
  const tally = sql`exchange.campaign_tally
    WHERE campaign_id = ${campaign} AND receiver LIKE ${receiver ?? '%'}`
  const outcomes = await sql<{ outcome: string; signals: number }[]>`
    SELECT outcome, sum(signals)::int AS signals FROM (
      SELECT outcomes, 1 AS signals FROM exchange.signal WHERE ${mine}
      UNION ALL SELECT outcomes, signals FROM ${tally}
    ) AS all_of_it, unnest(outcomes) AS outcome GROUP BY outcome`
  const [gone] = await sql<(Omit<CampaignCounts, 'outcomes'> & { integrated: number })[]>`
    SELECT coalesce(sum(signals), 0)::int AS integrated,
      coalesce(sum(signals) FILTER (WHERE received_from < 'infinity'), 0)::int AS received,
      coalesce(sum(signals) FILTER (WHERE contacted_from < 'infinity'), 0)::int AS contacted,
      coalesce(sum(signals) FILTER (WHERE closed_from < 'infinity'), 0)::int AS closed,
      coalesce(sum(signals) FILTER (WHERE declined_from < 'infinity'), 0)::int AS declined
    FROM ${tally}`
  if (states === undefined || gone === undefined) throw new Error('an aggregate answers one row')
  return {
    integrated: states.integrated + gone.integrated,
    received: states.received + gone.received,
    contacted: states.contacted + gone.contacted,
    closed: states.closed + gone.closed,
    declined: states.declined + gone.declined,
    outcomes: Object.fromEntries(outcomes.map(row => [row.outcome, row.signals])),
  }
}

/** How many of a campaign's signals led to a contact within so many months of their acceptance. */
export async function countContactedWithin(
  sql: Database,
  campaign: string,
  months: number,
): Promise<{ integrated: number; contacted: number }> {
  const [row] = await sql<{ integrated: number; contacted: number }[]>`
    SELECT count(*)::int AS integrated,
      count(*) FILTER (
        WHERE informed_at < accepted_at + make_interval(months => ${months}))::int AS contacted
    FROM exchange.signal WHERE campaign = ${campaign}`
  if (row === undefined) throw new Error('an aggregate answers one row')
  return row
}
