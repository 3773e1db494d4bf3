import { setTimeout as sleep } from 'node:timers/promises'
import { movingPollMs, settleMsMax } from './limits.ts'
import { NotInTime } from './wait-for.ts'

/**
 * Reads again and again until `accept` likes what it reads. However much there is to do, it waits
 * as long as something moves.
 * @throws NotInTime when nothing has moved for `stillMsMax`, naming what was awaited.
 */
export async function waitWhileMoving<T>(
  what: string,
  read: () => Promise<T>,
  accept: (value: T) => boolean,
  stillMsMax: number = settleMsMax,
): Promise<T> {
  let value = await read()
  let movedMs = performance.now()
  while (!accept(value)) {
    if (performance.now() - movedMs > stillMsMax) throw new NotInTime(what, stillMsMax)
    await sleep(movingPollMs)
    const next = await read()
    if (JSON.stringify(next) !== JSON.stringify(value)) movedMs = performance.now()
    value = next
  }
  return value
}
