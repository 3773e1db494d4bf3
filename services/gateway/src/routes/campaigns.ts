import type { Campaign, CampaignAcceptance } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import { problems } from '../errors.ts'
import type { acceptCampaign } from '../use-cases/accept-campaign.ts'
import type { proposeCampaign } from '../use-cases/propose-campaign.ts'
import type { readCampaignFigures } from '../use-cases/read-campaign-figures.ts'
import type { listCampaigns, readCampaign } from '../use-cases/read-campaigns.ts'
import { linkNext } from './parts.ts'

const campaignPattern = '^cmp_[0-9a-f]{32}$'

export interface CampaignRouteDeps {
  readonly proposeCampaign: ReturnType<typeof proposeCampaign>
  readonly acceptCampaign: ReturnType<typeof acceptCampaign>
  readonly readCampaign: ReturnType<typeof readCampaign>
  readonly listCampaigns: ReturnType<typeof listCampaigns>
  readonly readCampaignFigures: ReturnType<typeof readCampaignFigures>
}

/** Campaigns: agreed between a sender and its receivers, then counted. */
export function campaignRoutes(deps: CampaignRouteDeps): readonly Route[] {
  return [...agreeing(deps), ...reading(deps)]
}

function agreeing(deps: CampaignRouteDeps): readonly Route[] {
  return [
    defineRoute<Campaign>({
      method: 'POST',
      url: '/v1/campaigns',
      summary: 'Propose a campaign to its receivers. Its signals are taken once all have accepted.',
      scopes: ['signals'],
      body: 'campaign.v1',
      response: { 201: 'campaign-created.v1' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(201)
        return deps.proposeCampaign(request.caller, request.idempotencyKey, request.body)
      },
    }),
    defineRoute<CampaignAcceptance>({
      method: 'POST',
      url: '/v1/campaigns/:id/acceptance',
      summary: 'Accept a campaign with the calls a day that you take; again, to change them.',
      scopes: ['receive'],
      params: { id: campaignPattern },
      body: 'campaign-acceptance.v1',
      response: { 200: 'campaign-status.v1' },
      handler: request => deps.acceptCampaign(request.caller, idOf(request.params), request.body),
    }),
  ]
}

function reading(deps: CampaignRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/campaigns',
      summary: 'The campaigns that your agency sends or receives, a page at a time.',
      scopes: ['signals', 'receive'],
      query: { after: { type: 'string', pattern: campaignPattern } },
      response: { 200: 'campaign-list.v1' },
      async handler(request, reply) {
        const { agency } = request.caller
        const { list, next } = await deps.listCampaigns(agency, request.checkedQuery.after)
        linkNext(reply, '/v1/campaigns', next)
        return list
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/campaigns/:id',
      summary: 'One campaign that your agency sends or receives.',
      scopes: ['signals', 'receive'],
      params: { id: campaignPattern },
      response: { 200: 'campaign-status.v1' },
      handler: request => deps.readCampaign(request.caller.agency, idOf(request.params)),
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/campaigns/:id/figures',
      summary: 'What a campaign achieved, as far as you may know it.',
      description:
        'Its sender: as of the first of the month, groups under 100 hidden, rounded to 5. A ' +
        'receiver: exact, of what it received. The hub’s data protection officer: exact.',
      scopes: ['signals', 'receive', 'figures'],
      params: { id: campaignPattern },
      response: { 200: 'campaign-figures.v1' },
      handler(request) {
        const { caller } = request
        const isHubOfficer =
          caller.environmentOf === 'hub' &&
          caller.roles.includes('dpo') &&
          caller.scopes.includes('figures')
        return deps.readCampaignFigures({ ...caller, isHubOfficer }, idOf(request.params))
      },
    }),
  ]
}

function idOf(params: Readonly<Record<string, string>>): string {
  const { id } = params
  if (id === undefined) throw problems['campaign-unknown']()
  return id
}
