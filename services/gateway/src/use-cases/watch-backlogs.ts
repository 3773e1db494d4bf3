import { type Backlog, type Bus, readBacklog } from '@unefois/bus'

/** A receiver whose desk does not keep up. */
export interface Behind {
  readonly receiver: string
  readonly messages: number
  readonly oldestSec: number
}

/**
 * Looks at what waits for each receiver and answers those behind a limit. Senders are not affected:
 * what waits lies in the bus and, until its case is stored, in Postgres too.
 *
 * @param tell hears every receiver's figures, behind or not.
 */
export function watchBacklogs(deps: {
  readonly bus: Bus
  readonly systemNow: () => Date
  readonly messagesMax: number
  readonly ageSecMax: number
  readonly tell: (receiver: string, backlog: { messages: number; oldestSec: number }) => void
}) {
  return async (receivers: readonly string[]): Promise<Behind[]> => {
    const behind: Behind[] = []
    for (const receiver of receivers) {
      const backlog = await readBacklog(deps.bus, receiver)
      const { messages } = backlog
      const oldestSec = ageSec(backlog, deps.systemNow())
      deps.tell(receiver, { messages, oldestSec })
      if (messages > deps.messagesMax || oldestSec > deps.ageSecMax) {
        behind.push({ receiver, messages, oldestSec })
      }
    }
    return behind
  }
}

function ageSec({ oldestAt }: Backlog, now: Date): number {
  if (oldestAt === undefined) return 0
  return Math.max(0, Math.floor((now.getTime() - oldestAt.getTime()) / 1_000))
}
