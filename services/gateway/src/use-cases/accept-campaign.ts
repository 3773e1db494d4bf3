import type { CampaignAcceptance, CampaignStatus } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { Campaigns } from '../campaigns.ts'
import { problems } from '../errors.ts'
import { acceptCampaign as accept, findCampaign, statusOf } from '../repositories/campaigns.ts'
import { appendTraces } from '../repositories/traces.ts'
import type { Actor, CampaignDependencies } from './propose-campaign.ts'

/**
 * A receiver accepts a campaign with the calls a day that it takes; again, to change them.
 * @throws Problem 404 for a campaign that it does not receive.
 */
export function acceptCampaign(
  deps: Omit<CampaignDependencies, 'snapshot'> & { campaigns: Pick<Campaigns, 'refresh'> },
) {
  return async (
    receiver: Actor,
    id: string,
    { perDayMax }: CampaignAcceptance,
  ): Promise<CampaignStatus> => {
    const nowMs = deps.nowMs()
    const scope = { name: 'accept-campaign', agency: receiver.agency }
    const status = await inTransaction(deps.agencySql, scope, async transaction => {
      const isTheirs = await accept(transaction, id, perDayMax, new Date(nowMs))
      const row = isTheirs ? await findCampaign(transaction, id) : undefined
      if (row === undefined) throw problems['campaign-unknown']()
      await appendTraces(transaction, [
        {
          id: deps.newId(nowMs),
          at: new Date(nowMs).toISOString(),
          actor: receiver.clientId,
          agency: receiver.agency,
          agent: receiver.agent,
          purpose: row.purpose,
          operation: 'campaign-accept',
          counterparty: row.sender,
          detail: { campaign: id, perDayMax },
        },
      ])
      return statusOf(row)
    })
    await deps.campaigns.refresh()
    return status
  }
}
