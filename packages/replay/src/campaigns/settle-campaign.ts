import { readExact } from '../counts/read-campaign.ts'
import type { Stage } from '../stage.ts'
import { NotInTime } from '../wait-for.ts'
import { waitWhileMoving } from '../wait-while-moving.ts'
import type { Ending } from './endings.ts'
import type { Campaign } from './play-campaign.ts'
import { type CampaignCounts, expectCounts } from './view.ts'

/**
 * Desks report to the hub when they can: waits, as long as reports come, until the hub knows of
 * every contact and closing, and passes the state `hub-informed`. A report that never comes is no
 * error here: the figures, read later, will show it.
 */
export async function settleCampaign(stage: Stage, campaign: Campaign): Promise<void> {
  const { contacted, closed } = expectCounts(endingsOf(campaign))
  const isTold = await settle(
    stage,
    campaign,
    counts => counts.contacted >= contacted && counts.closed >= closed,
  )
  if (isTold) stage.pass('hub-informed')
  else stage.narrate('!! The hub has not been told of everything that the desks did.')
}

/** The same for what desks have done so far, where time itself will end the other cases. */
export async function settleHandled(stage: Stage, campaign: Campaign): Promise<void> {
  const handled = endingsOf(campaign).filter(ending => ending.contact !== undefined)
  const { contacted, closed } = expectCounts(handled)
  await settle(stage, campaign, counts => counts.contacted >= contacted && counts.closed >= closed)
}

function endingsOf({ script }: Campaign): Ending[] {
  return script.parts.flatMap(part => part.endings)
}

async function settle(
  stage: Stage,
  { id }: Campaign,
  isEnough: (counts: CampaignCounts) => boolean,
): Promise<boolean> {
  try {
    await waitWhileMoving('the hub is told', () => readExact(stage, 'hub-dpo', id), isEnough)
    return true
  } catch (error) {
    if (error instanceof NotInTime) return false
    throw error
  }
}
