import type { Log } from '@unefois/events'
import type { Clock } from '@unefois/service'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import type { forgetLapsed } from './use-cases/forget-lapsed.ts'
import type { turnGenerations } from './use-cases/turn-generations.ts'

/**
 * Forgets what has lapsed, and turns generations of the objection key: at start, at intervals, and
 * when the clock is moved (then before the move shows).
 */
export async function startHousekeeping(parts: {
  readonly clock: Clock
  readonly log: Log<typeof events>
  readonly forget: ReturnType<typeof forgetLapsed>
  readonly turn: ReturnType<typeof turnGenerations>
}): Promise<{ close(): void }> {
  const { clock, log } = parts
  async function forget(): Promise<void> {
    try {
      const forgotten = await parts.forget()
      const gone = { ...forgotten, generations: await parts.turn() }
      if (Object.values(gone).some(rows => rows > 0)) log('lapsed-forgotten', { ...gone })
    } catch {
      log('forgetting-failed')
    }
  }
  await forget()
  clock.onChange(forget)
  const forgetting = setInterval(() => void forget(), limits.forgetEveryMs)
  return {
    close() {
      clearInterval(forgetting)
    },
  }
}
