import { setTimeout as sleep } from 'node:timers/promises'
import type { Hub } from '@unefois/local'
import { logPollMs, publishedMsMax, publishMs } from '../limits.ts'
import type { LogReader } from './read-log.ts'

/** Lets the hub’s ten minutes pass, so that its log publishes by itself. */
export interface Publisher {
  readonly made: number
  /** One publication; desks are not waited for: they may be asleep. */
  publish(): Promise<void>
  /** Looks until the published tree is larger than `size`: until a quorum has cosigned, or long. */
  untilLarger(reader: LogReader, size: number): Promise<void>
}

/** Opens it over a hub whose clock may be moved. */
export function openPublisher(hub: Hub): Publisher {
  let made = 0
  return {
    get made() {
      return made
    },
    async publish() {
      // To where the next period begins: none begins by itself before it is over.
      const next = (Math.floor(hub.nowMs() / publishMs) + 1) * publishMs
      await hub.moveClock(new Date(next), name => !name.startsWith('desk-'))
      made += 1
    },
    async untilLarger(reader, size) {
      const untilMs = performance.now() + publishedMsMax
      while ((await reader.look(new Map())).size <= size) {
        if (performance.now() > untilMs) return
        await sleep(logPollMs)
      }
    },
  }
}
