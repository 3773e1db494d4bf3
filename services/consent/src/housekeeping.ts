import type { Database } from '@unefois/database'
import type { Log } from '@unefois/events'
import type { Clock } from '@unefois/service'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import { countOwedRecalls, handOverRecalls } from './repositories/signals.ts'
import type { forgetLapsed } from './use-cases/forget-lapsed.ts'

/**
 * Forgets what has lapsed: at start, at intervals, and when the clock is moved (then before the
 * move shows). Hands over recalls that are still owed, and says so when there are some.
 */
export async function startHousekeeping(parts: {
  readonly sql: Database
  readonly clock: Clock
  readonly log: Log<typeof events>
  readonly forget: ReturnType<typeof forgetLapsed>
}): Promise<{ close(): void }> {
  const { sql, clock, log } = parts
  async function forget(): Promise<void> {
    try {
      const gone = await parts.forget()
      if (Object.values(gone).some(rows => rows > 0)) log('lapsed-forgotten', { ...gone })
    } catch {
      log('forgetting-failed')
    }
  }
  let owedBefore = 0
  async function handOver(): Promise<void> {
    try {
      await handOverRecalls(sql, limits.recallOrdersMax)
      const recalls = await countOwedRecalls(sql)
      if (recalls !== owedBefore && recalls > 0) log('recalls-owed', { recalls })
      owedBefore = recalls
    } catch {
      log('forgetting-failed')
    }
  }
  await forget()
  clock.onChange(forget)
  const forgetting = setInterval(() => void forget(), limits.forgetEveryMs)
  const handing = setInterval(() => void handOver(), limits.recallOrdersEveryMs)
  return {
    close() {
      clearInterval(forgetting)
      clearInterval(handing)
    },
  }
}
