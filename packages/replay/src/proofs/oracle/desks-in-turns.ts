import { setTimeout as sleep } from 'node:timers/promises'
import { seededRandom } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import { pauseDesks } from '../store-loss/pause-desks.ts'
import { deskAsleepMs, deskAwakeMs } from './limits.ts'

/**
 * Lets the desks sleep and wake at instants drawn from the seed, which have nothing to do with what
 * anybody sends: as receivers that fetch by a rhythm of their own, on machines of their own. Here
 * they share the hub's cores, and a desk that answered every signal at once would slow the sender's
 * next call by its own work too.
 */
export function letDesksTakeTurns(hub: Hub, seed: number): { end(): Promise<void> } {
  const random = seededRandom(seed)
  const ended = new AbortController()
  const wait = async ([least, most]: readonly [number, number]) => {
    const ms = least + random() * (most - least)
    await sleep(ms, undefined, { signal: ended.signal }).catch(() => {})
  }
  async function run(): Promise<void> {
    while (!ended.signal.aborted) {
      const desks = pauseDesks(hub)
      await wait(deskAsleepMs)
      desks.resume()
      await wait(deskAwakeMs)
    }
  }
  const running = run()
  return {
    async end() {
      ended.abort()
      await running
    },
  }
}
