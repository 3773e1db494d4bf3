import type { Signal } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { type CampaignUses, createCampaignUses } from './campaign-uses.ts'
import type { AgreementInForce } from './domain/agreements-in-force.ts'
import { dayOf } from './domain/month.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import {
  type AgreedCampaign,
  addCampaignUse,
  readAgreed,
  readChangeVersion,
} from './repositories/campaign-changes.ts'

/** A signal that was found to belong to a campaign. */
export interface CampaignSignal {
  readonly campaign: string
  readonly receiver: string
}

export interface Campaigns {
  /**
   * Checks from memory that the campaign a signal names, if it names one, is the sender's, agreed,
   * of this day, right, purpose and receiver.
   * @throws Problem 422, the same whatever does not fit: nobody learns of others' campaigns.
   */
  check(
    signal: Pick<Signal, 'campaign' | 'right'>,
    agreement: Pick<AgreementInForce, 'sender' | 'receiver' | 'purpose'>,
    nowMs: number,
  ): CampaignSignal | undefined
  /**
   * Counts one call of a checked signal, whatever becomes of it. `full`: it may not be stored, for
   * the campaign has all its signals (campaign-full); what was stored before keeps its answer.
   * @throws Problem 429 once the day's calls are used.
   */
  count(signal: CampaignSignal, nowMs: number): 'counted' | 'full'
  /** Says that a counted call stored nothing new: it is a call, but not one of the signals. */
  notStored(signal: CampaignSignal): void
  /** Learns what was agreed since. Called every second, and after one's own acts. */
  refresh(): Promise<void>
  close(): Promise<void>
}

/**
 * Holds the agreed campaigns that have not ended: a second after another gateway's act, every
 * gateway knows it. Each look reads one row, and then only campaigns that changed.
 */
export function openCampaigns(options: {
  readonly sql: Database
  readonly nowMs: () => number
  readonly onFault: () => void
}): Campaigns {
  const agreed = new Map<string, AgreedCampaign>()
  const uses = createCampaignUses(all => addCampaignUse(options.sql, all), options.onFault)
  const look = createLook({ ...options, agreed, uses })
  let looking: Promise<void> = Promise.resolve()
  const refresh = () => {
    looking = looking.then(look).catch(options.onFault)
    return looking
  }
  const timer = setInterval(() => {
    void refresh()
    void uses.flush()
  }, limits.campaignRefreshMs)
  timer.unref()

  return {
    check({ campaign, right }, agreement, nowMs) {
      if (campaign === undefined) return undefined
      if (!isFit(agreed.get(campaign), { ...agreement, right }, dayOf(nowMs))) throw unfit()
      return { campaign, receiver: agreement.receiver }
    },
    count({ campaign, receiver }, nowMs) {
      const plan = agreed.get(campaign)
      if (plan === undefined) throw unfit()
      return uses.count(plan, receiver, nowMs)
    },
    notStored: ({ campaign }) => uses.takeBack(campaign),
    refresh,
    async close() {
      clearInterval(timer)
      await looking
      await uses.flush()
    },
  }
}

/** One look at what changed; a day that has passed ends campaigns and their counts of it. */
function createLook(parts: {
  sql: Database
  nowMs: () => number
  agreed: Map<string, AgreedCampaign>
  uses: CampaignUses
}): () => Promise<void> {
  const { sql, nowMs, agreed, uses } = parts
  let version = -1
  let today = ''
  return async () => {
    const day = dayOf(nowMs())
    // A clock that went back may have dropped campaigns that now go on: read them all again.
    if (day < today) version = -1
    const newest = await readChangeVersion(sql)
    if (newest !== version) {
      for (const each of await readAgreed(sql, version, day)) agreed.set(each.id, each)
      version = newest
    }
    if (day === today) return
    today = day
    for (const { id, endsOn } of agreed.values()) if (endsOn < day) agreed.delete(id)
    uses.keepDay(day, id => agreed.has(id))
  }
}

function isFit(
  plan: AgreedCampaign | undefined,
  signal: { sender: string; receiver: string; right: string; purpose: string },
  day: string,
): boolean {
  return (
    plan !== undefined &&
    plan.sender === signal.sender &&
    plan.right === signal.right &&
    plan.purpose === signal.purpose &&
    plan.startsOn <= day &&
    day <= plan.endsOn &&
    plan.capacities.has(signal.receiver)
  )
}

function unfit() {
  return problems['campaign-unfit']({
    pointers: [{ pointer: '/campaign', detail: 'is not a campaign that this signal fits' }],
  })
}
