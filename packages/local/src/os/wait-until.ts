import { setTimeout as sleep } from 'node:timers/promises'

const pollMs = 25

/**
 * Polls until `check` answers true. Only for the start and the end of processes that offer nothing
 * to wait on.
 * @throws when `waitMsMax` has passed, naming what was awaited.
 */
export async function waitUntil(
  what: string,
  waitMsMax: number,
  check: () => boolean | Promise<boolean>,
): Promise<void> {
  const untilMs = Date.now() + waitMsMax
  while (!(await check())) {
    if (Date.now() > untilMs) throw new Error(`${what}: not within ${waitMsMax} ms`)
    await sleep(pollMs)
  }
}
