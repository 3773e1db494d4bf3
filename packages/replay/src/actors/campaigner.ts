import { addDays, dayOf } from '../dates.ts'
import { campaignDays } from '../limits.ts'
import type { Stage } from '../stage.ts'
import { waitFor } from '../wait-for.ts'

/** What an agency does about campaigns, its own or those it receives. */
export interface Campaigner {
  /** Proposes one that begins today. Answers its id. */
  propose(campaign: {
    right: string
    receivers: readonly string[]
    signalsMax: number
  }): Promise<string>
  /** Accepts one as its receiver, with the calls a day that it can take. */
  accept(id: string, perDayMax: number): Promise<void>
  waitUntilAgreed(id: string): Promise<void>
}

/** The system of an agency, in front of the hub's gateway. */
export function campaignerAs(stage: Stage, agency: string): Campaigner {
  const actor = stage.as(agency, 'gateway')
  return {
    async propose({ right, receivers, signalsMax }) {
      const body = {
        right,
        purpose: 'inform-of-right',
        receivers,
        startsOn: stage.today(),
        endsOn: dayOf(addDays(stage.now(), campaignDays)),
        signalsMax,
        perDayMax: signalsMax,
      }
      const contract = 'urn:unefois:contracts:campaign-created.v1'
      return (await actor.post('/v1/campaigns', body, contract)).id
    },
    async accept(id, perDayMax) {
      const contract = 'urn:unefois:contracts:campaign-status.v1'
      await actor.post(`/v1/campaigns/${id}/acceptance`, { perDayMax }, contract)
    },
    async waitUntilAgreed(id) {
      await waitFor(
        'every receiver has accepted',
        () => actor.get(`/v1/campaigns/${id}`, 'urn:unefois:contracts:campaign-status.v1'),
        campaign => campaign.state === 'agreed',
      )
    },
  }
}
