import { type Database, inTransaction } from '@unefois/database'

/**
 * Deletes so many campaigns of one country's rights that ended before a day, with all that was
 * counted of them.
 */
export async function deleteCampaigns(
  sql: Database,
  of: { country: string; endedBefore: string; limit: number },
): Promise<number> {
  return inTransaction(sql, { name: 'delete-campaigns' }, async transaction => {
    const rows = await transaction<{ id: string }[]>`
      SELECT id FROM exchange.campaign
      WHERE ends_on < ${of.endedBefore} AND left(right_id, 2) = ${of.country}
      ORDER BY ends_on LIMIT ${of.limit} FOR UPDATE SKIP LOCKED`
    const ids = rows.map(row => row.id)
    if (ids.length === 0) return 0
    await Promise.all([
      transaction`DELETE FROM exchange.campaign_tally WHERE campaign_id = ANY (${ids})`,
      transaction`DELETE FROM exchange.campaign_figures WHERE campaign_id = ANY (${ids})`,
      transaction`DELETE FROM exchange.campaign_use WHERE campaign_id = ANY (${ids})`,
      transaction`DELETE FROM exchange.campaign_receiver WHERE campaign_id = ANY (${ids})`,
      transaction`DELETE FROM exchange.campaign WHERE id = ANY (${ids})`,
    ])
    return ids.length
  })
}

/** Deletes so many counts of calls of days before one. The counts of a whole life have no day. */
export async function deleteUses(sql: Database, before: string, limit: number): Promise<number> {
  const uses = await sql`
    DELETE FROM exchange.quota_use WHERE ctid = ANY (ARRAY(SELECT ctid FROM exchange.quota_use
      WHERE day < ${before} ORDER BY day LIMIT ${limit}))`
  const campaigns = await sql`
    DELETE FROM exchange.campaign_use WHERE ctid = ANY (ARRAY(SELECT ctid FROM exchange.campaign_use
      WHERE day < ${before} ORDER BY day LIMIT ${limit}))`
  return Math.max(uses.count, campaigns.count)
}
