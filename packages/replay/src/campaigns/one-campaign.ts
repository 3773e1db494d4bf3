import type { Cast, Scenario } from '../scenario.ts'
import { expectDesks, expectViews, type Follow } from './expect.ts'
import { type CampaignScript, campaignStates, playCampaign } from './play-campaign.ts'
import { readCampaigns } from './readings.ts'

/** A scenario that is one campaign from its proposal to the first fixed date. */
export function oneCampaign(parts: {
  readonly name: string
  readonly title: string
  readonly cast: Cast
  readonly script: CampaignScript
  readonly follow?: Follow
}): Scenario {
  const { name, title, cast, script, follow } = parts
  return {
    name,
    title,
    desks: script.parts.map(part => part.receiver),
    cast,
    states: [...campaignStates, 'figures-published'],
    expected: { ...expectViews([script], follow), ...expectDesks([script]) },
    async play(stage) {
      return readCampaigns(stage, [await playCampaign(stage, script)], follow)
    },
  }
}
