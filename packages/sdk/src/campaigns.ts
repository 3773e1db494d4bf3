import type {
  Campaign,
  CampaignAcceptance,
  CampaignCreated,
  CampaignFigures,
  CampaignList,
  CampaignStatus,
} from '@unefois/contracts'
import { v4 as uuid } from 'uuid'
import type { Api } from './api.ts'
import { pages } from './paging.ts'

export interface Campaigns {
  /** The sender proposes; signals may name it once every receiver has accepted. */
  propose(campaign: Campaign, idempotencyKey?: string): Promise<CampaignCreated>
  /** A receiver accepts, or sets its capacity anew: calls a day, 0 pauses. */
  accept(id: string, acceptance: CampaignAcceptance): Promise<CampaignStatus>
  read(id: string): Promise<CampaignStatus>
  /** The campaigns that the agency sends or receives, oldest first. */
  list(options?: { signal?: AbortSignal }): AsyncGenerator<CampaignStatus>
  /** What it achieved. A sender's are of the last fixed date, rounded; a receiver's are its own. */
  figures(id: string): Promise<CampaignFigures>
}

/** Campaigns, from either side. Calls may throw ApiError, TokenError or the network's own error. */
export function campaignsOf(api: Api): Campaigns {
  return {
    propose: (campaign, idempotencyKey = uuid()) =>
      api.ok({ method: 'POST', path: '/v1/campaigns', body: campaign, idempotencyKey }),
    accept: (id, acceptance) =>
      api.ok({
        method: 'POST',
        path: `${pathOf(id)}/acceptance`,
        body: acceptance,
        // The same capacity twice is the same capacity.
        repeatable: true,
      }),
    read: id => api.ok({ method: 'GET', path: pathOf(id) }),
    async *list(options = {}) {
      for await (const { body } of pages<CampaignList>(api, '/v1/campaigns', options)) {
        yield* body.items
      }
    },
    figures: id => api.ok({ method: 'GET', path: `${pathOf(id)}/figures` }),
  }
}

function pathOf(id: string): string {
  return `/v1/campaigns/${encodeURIComponent(id)}`
}
