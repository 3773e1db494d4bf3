import { problems } from './errors.ts'
import { limits } from './limits.ts'

/** How many streams of lines are open here: each holds memory and a connection for its time. */
export interface StreamSlots {
  /** Takes a slot; the answer gives it back. @throws Problem 429 or 503 when none is left. */
  enter(agency: string): () => void
}

/** Slots of one gateway, so many in all and so many for one agency. */
export function createStreamSlots(): StreamSlots {
  const open = new Map<string, number>()
  let all = 0
  return {
    enter(agency) {
      const mine = open.get(agency) ?? 0
      const retryAfterSec = limits.batchStreamsRetryAfterSec
      if (mine >= limits.batchStreamsPerAgencyMax) {
        throw problems['batch-streams-used']({ retryAfterSec })
      }
      if (all >= limits.batchStreamsMax)
        throw problems['temporarily-unavailable']({ retryAfterSec })
      open.set(agency, mine + 1)
      all += 1
      let left = false
      return () => {
        if (left) return
        left = true
        all -= 1
        const rest = (open.get(agency) ?? 1) - 1
        if (rest === 0) open.delete(agency)
        else open.set(agency, rest)
      }
    },
  }
}
