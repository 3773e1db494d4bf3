import type { Transaction } from '@unefois/database'
import type { ConsentDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar-day.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { countLodging } from '../repositories/lodging-use.ts'

/**
 * Counts one act in the name of another, whatever the act: an objection, a renunciation, a request
 * for erasure, restriction or access.
 * @throws Problem 429 until tomorrow once the agent's, or the agency's, acts of the day are used.
 */
export async function checkQuota(
  deps: Pick<ConsentDeps, 'nowMs'>,
  transaction: Transaction,
  who: { agency: string; agent: string | null },
): Promise<void> {
  const { agency, agent } = who
  if (agent === null) return
  const nowMs = deps.nowMs()
  const day = dayOf(new Date(nowMs))
  const { ofAgent, ofAgency } = await countLodging(transaction, { agency, agent, day })
  if (ofAgent <= limits.lodgingsPerAgentMax && ofAgency <= limits.lodgingsPerAgencyMax) return
  const dayMs = 24 * limits.hourMs
  const retryAfterSec = Math.ceil((dayMs - (nowMs % dayMs)) / 1_000)
  throw problems['lodging-quota-reached']({ retryAfterSec })
}
