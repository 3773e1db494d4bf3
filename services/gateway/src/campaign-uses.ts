import { dayOf } from './domain/month.ts'
import { problems } from './errors.ts'
import type { AgreedCampaign, CampaignUse } from './repositories/campaign-changes.ts'
import { createSharedCounter } from './shared-counter.ts'

const secondsPerDay = 86_400

/** What campaigns have used: calls by day, of each receiver and of all, and signals in all. */
export interface CampaignUses {
  /**
   * Counts a call; `full`: the campaign has all its signals.
   * @throws Problem 429 once the receiver's or the campaign's calls of the day are used.
   */
  count(plan: AgreedCampaign, receiver: string, nowMs: number): 'counted' | 'full'
  /** One call stored no signal. */
  takeBack(campaign: string): void
  /** Forgets other days and ended campaigns; nothing that is still to be written is lost. */
  keepDay(day: string, isLive: (campaign: string) => boolean): void
  flush(): Promise<void>
}

/** Counts beside the accept path, as quotas do. `add` writes changes and answers new totals. */
export function createCampaignUses(
  add: (uses: readonly CampaignUse[]) => Promise<readonly CampaignUse[]>,
  onFault: () => void,
): CampaignUses {
  const counter = createSharedCounter(async changes => {
    const totals = await add(changes.map(({ key, count }) => ({ ...split(key), calls: count })))
    return totals.map(use => ({
      key: keyOf(use.campaignId, use.receiver, use.day),
      count: use.calls,
    }))
  }, onFault)
  return {
    count(plan, receiver, nowMs) {
      const day = dayOf(nowMs)
      const mine = keyOf(plan.id, receiver, day)
      const all = keyOf(plan.id, '*', day)
      const whole = keyOf(plan.id, '*', 'infinity')
      const capacity = plan.capacities.get(receiver) ?? 0
      const isOver = counter.read(mine) >= capacity || counter.read(all) >= plan.perDayMax
      counter.add(mine, 1)
      counter.add(all, 1)
      if (isOver) {
        const retryAfterSec = secondsPerDay - (Math.floor(nowMs / 1000) % secondsPerDay)
        throw problems['campaign-capacity-used']({ retryAfterSec })
      }
      if (counter.read(whole) >= plan.signalsMax) return 'full'
      counter.add(whole, 1)
      return 'counted'
    },
    takeBack: campaign => counter.add(keyOf(campaign, '*', 'infinity'), -1),
    keepDay(day, isLive) {
      counter.keep(key => {
        const { campaignId, day: counted } = split(key)
        return isLive(campaignId) && (counted === day || counted === 'infinity')
      })
    },
    flush: counter.flush,
  }
}

/** The receiver `*` is all of them; the day `infinity` the campaign's whole life. */
function keyOf(campaign: string, receiver: string, day: string): string {
  return `${campaign}|${receiver}|${day}`
}

function split(key: string): { campaignId: string; receiver: string; day: string } {
  const [campaignId = '', receiver = '', day = ''] = key.split('|')
  return { campaignId, receiver, day }
}
