import { setTimeout as sleep } from 'node:timers/promises'
import { stateMsMax, statePollMs } from './limits.ts'

/** What was awaited did not come in time. */
export class NotInTime extends Error {
  constructor(what: string, waitMsMax: number) {
    super(`${what}: not within ${waitMsMax} ms`)
    this.name = 'NotInTime'
  }
}

/**
 * Reads again and again until `accept` likes what it reads, and answers that.
 * @throws NotInTime when it has not within `waitMsMax`, naming what was awaited.
 */
export async function waitFor<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
  waitMsMax: number = stateMsMax,
): Promise<T> {
  const untilMs = performance.now() + waitMsMax
  for (;;) {
    const value = await read()
    if (accept(value)) return value
    if (performance.now() > untilMs) throw new NotInTime(what, waitMsMax)
    await sleep(statePollMs)
  }
}
