import { setTimeout as sleep } from 'node:timers/promises'
import { pollMs, stillMsMax } from './limits.ts'

/**
 * Counts again and again until `done` likes the counts, or until they have not moved for a while:
 * then nothing more will come. Answers the last counts.
 */
export async function untilDoneOrStill<T>(
  count: () => Promise<T>,
  done: (counts: T) => boolean,
): Promise<T> {
  let counts = await count()
  let movedMs = performance.now()
  while (!done(counts) && performance.now() - movedMs < stillMsMax) {
    await sleep(pollMs)
    const next = await count()
    if (JSON.stringify(next) !== JSON.stringify(counts)) movedMs = performance.now()
    counts = next
  }
  return counts
}
