import type { Database, Transaction } from '@unefois/database'
import type { CampaignCell } from '../domain/campaign-counts.ts'
import type { ShownFigures } from '../domain/shown-figures.ts'

const endOfTime = new Date('9999-12-31T00:00:00.000Z')

/** A campaign on whose fixed date it is. */
export interface DueCampaign {
  readonly id: string
  readonly sender: string
  readonly purpose: string
  readonly endsOn: string
  readonly dueOn: string
  readonly receivers: readonly string[]
}

/**
 * Counts a campaign's signals by receiver and by what became of them: its own, found by index, and
 * those that no longer name it, by its tally.
 *
 * @param before counts only what had happened by then; absent: all that has.
 * @param receiver counts only what this one has received.
 */
export async function countCampaign(
  sql: Database | Transaction,
  campaign: string,
  only: { before?: Date; receiver?: string } = {},
): Promise<CampaignCell[]> {
  const before = only.before ?? endOfTime
  const received = sql`(state <> 'sent' AND (state_at < ${before} OR EXISTS (
    SELECT FROM exchange.case_event AS e WHERE e.signal_id = s.id AND e.at < ${before})))`
  return sql<CampaignCell[]>`
    SELECT receiver, received, contacted, declined, outcomes, sum(signals)::int AS signals FROM (
    SELECT receiver, ${received} AS received,
      coalesce(informed_at < ${before}, false) AS contacted,
      (state IN ('declined', 'erased') AND EXISTS (SELECT FROM exchange.case_event AS e
        WHERE e.signal_id = s.id AND e.type = 'declined' AND e.at < ${before})) AS declined,
      CASE WHEN cardinality(outcomes) > 0 AND (state_at < ${before} OR EXISTS (
          SELECT FROM exchange.case_event AS e
          WHERE e.signal_id = s.id AND e.type = 'closed' AND e.at < ${before}))
        THEN outcomes ELSE '{}' END AS outcomes, count(*) AS signals
    FROM exchange.signal AS s
    WHERE campaign = ${campaign} AND accepted_at < ${before}
      ${only.receiver === undefined ? sql`` : sql`AND receiver = ${only.receiver} AND ${received}`}
    GROUP BY 1, 2, 3, 4, 5
    UNION ALL ${tallied(sql, campaign, before, only.receiver)}
    ) AS counted GROUP BY 1, 2, 3, 4, 5`
}

/** A tally knows fixed dates only: what it counts for is there from the date it names. */
function tallied(
  sql: Database | Transaction,
  campaign: string,
  before: Date,
  receiver: string | undefined,
) {
  const day = sql`${before.toISOString().slice(0, 10)}::date`
  const theirs = sql`AND receiver = ${receiver ?? null} AND received_from <= ${day}`
  return sql`
    SELECT receiver, received_from <= ${day}, contacted_from <= ${day}, declined_from <= ${day},
      CASE WHEN closed_from <= ${day} THEN outcomes ELSE '{}' END, signals
    FROM exchange.campaign_tally WHERE campaign_id = ${campaign} AND integrated_from <= ${day}
      ${receiver === undefined ? sql`` : theirs}`
}

/** What the sender was shown on the last fixed date, and its date. */
export async function findShown(
  sql: Transaction,
  campaign: string,
): Promise<{ asOf: string; figures: ShownFigures } | undefined> {
  const [row] = await sql<{ asOf: string; figures: ShownFigures }[]>`
    SELECT as_of::text AS "asOf", figures FROM exchange.campaign_figures
    WHERE campaign_id = ${campaign} ORDER BY as_of DESC LIMIT 1`
  return row
}

/** A campaign on whose fixed date it is, locked; undefined when there is none, or none free. */
export async function takeDue(sql: Transaction, day: string): Promise<DueCampaign | undefined> {
  const [row] = await sql<DueCampaign[]>`
    SELECT id, sender, purpose, ends_on::text AS "endsOn", next_figures_on::text AS "dueOn",
      ARRAY(SELECT receiver FROM exchange.campaign_receiver AS r
        WHERE r.campaign_id = c.id ORDER BY position) AS receivers
    FROM exchange.campaign AS c WHERE next_figures_on <= ${day}
    ORDER BY next_figures_on, id LIMIT 1 FOR UPDATE SKIP LOCKED`
  return row
}

/** Keeps what the sender is shown on a fixed date, and when the next one is. */
export async function keepShown(
  sql: Transaction,
  kept: { id: string; sender: string; asOf: string; figures: ShownFigures; nextOn: string | null },
): Promise<void> {
  await sql`
    INSERT INTO exchange.campaign_figures (campaign_id, sender, as_of, figures)
    VALUES (${kept.id}, ${kept.sender}, ${kept.asOf},
      ${JSON.stringify(kept.figures)}::text::jsonb)`
  await sql`UPDATE exchange.campaign SET next_figures_on = ${kept.nextOn} WHERE id = ${kept.id}`
}
