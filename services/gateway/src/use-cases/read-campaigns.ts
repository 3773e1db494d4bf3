import type { CampaignList, CampaignStatus } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { findCampaign, pageCampaigns, statusOf } from '../repositories/campaigns.ts'

/** One campaign that the agency sends or receives. */
export function readCampaign(deps: { agencySql: Database }) {
  return async (agency: string, id: string): Promise<CampaignStatus> => {
    const row = await inTransaction(deps.agencySql, { name: 'read-campaign', agency }, each =>
      findCampaign(each, id),
    )
    if (row === undefined) throw problems['campaign-unknown']()
    return statusOf(row)
  }
}

/** The agency's campaigns in the order of their ids, and where the next page begins. */
export function listCampaigns(deps: { agencySql: Database }) {
  return async (agency: string, after = ''): Promise<{ list: CampaignList; next?: string }> => {
    const size = limits.listItemsMax
    const rows = await inTransaction(deps.agencySql, { name: 'list-campaigns', agency }, each =>
      pageCampaigns(each, agency, after, size + 1),
    )
    const items = rows.slice(0, size).map(statusOf)
    const last = rows.length > size ? items.at(-1)?.id : undefined
    return { list: { items }, ...(last === undefined ? {} : { next: last }) }
  }
}
