import { setTimeout as sleep } from 'node:timers/promises'

/** Far more than a busy machine needs; less than a file may take, so that it ends in words. */
const waitMsMax = 60_000
const pollMs = 10

/**
 * Asks again and again until the answer is something, and answers that. A test waits for what has
 * happened in this way and in no other: a sleep is too short on some machine.
 *
 * @throws when a minute has passed, naming what was awaited.
 */
export async function waitUntil<T>(
  what: string,
  ask: () => T | false | undefined | Promise<T | false | undefined>,
): Promise<T> {
  const untilMs = performance.now() + waitMsMax
  for (;;) {
    const answer = await ask()
    if (answer !== false && answer !== undefined) return answer
    if (performance.now() > untilMs) throw new Error(`waited a minute in vain: ${what}`)
    await sleep(pollMs)
  }
}
