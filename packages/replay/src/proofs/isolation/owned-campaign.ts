import { randomUUID } from 'node:crypto'
import type { Hub } from '@unefois/local'
import type { Counts } from '../../counts/counts.ts'
import { type Callers, hubAddress } from '../callers.ts'
import { owners } from './owners.ts'

/**
 * A campaign between two owners, agreed, with what its sender was shown on a fixed date: a row in
 * each table of campaigns that must stay theirs.
 */
export async function agreeOwnedCampaign(
  hub: Hub,
  callers: Callers,
  counts: Counts,
): Promise<string> {
  const [sender] = owners.senders
  const [receiver] = owners.receivers
  const gateway = hubAddress(hub, 'gateway')
  const today = new Date(hub.nowMs()).toISOString().slice(0, 10)
  const { id } = await callers(sender, gateway).ok<{ id: string }>({
    method: 'POST',
    path: '/v1/campaigns',
    idempotencyKey: randomUUID(),
    body: {
      right: 'be.mutualite.intervention-majoree',
      purpose: 'inform-of-right',
      receivers: [receiver],
      startsOn: today,
      endsOn: today,
      signalsMax: 1_000,
      perDayMax: 1_000,
    },
  })
  await callers(`${receiver}-desk`, gateway).ok({
    method: 'POST',
    path: `/v1/campaigns/${id}/acceptance`,
    idempotencyKey: randomUUID(),
    body: { perDayMax: 1_000 },
  })
  await counts.hub`INSERT INTO exchange.campaign_figures (campaign_id, sender, as_of, figures)
    VALUES (${id}, ${sender}, ${today}, ${JSON.stringify({ receivers: [receiver] })}::text::jsonb)`
  await counts.hub`INSERT INTO exchange.campaign_use (campaign_id, receiver, day, calls)
    VALUES (${id}, ${receiver}, '2020-01-01', 1)`
  return id
}
