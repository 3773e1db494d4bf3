import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Say } from '../os/say.ts'
import { readClockOffset } from './health.ts'
import { clockMoveMsMax, clockMoveSayMs, healthPollMs } from './limits.ts'
import type { ServiceProcess } from './service-process.ts'

/** The hub clock's distance from system time, in milliseconds; 0 when nobody has moved it. */
export function readOffsetMs(clockFile: string): number {
  if (!existsSync(clockFile)) return 0
  return Number(JSON.parse(readFileSync(clockFile, 'utf8')).offsetMs)
}

/** Writes the file in one step: a service never reads half of it. */
export function writeOffsetMs(clockFile: string, offsetMs: number): void {
  const draft = `${clockFile}.${process.pid}`
  writeFileSync(draft, JSON.stringify({ offsetMs }), { mode: 0o600 })
  renameSync(draft, clockFile)
}

/**
 * Moves the hub's clock to `to` and waits until every running service shows it; a service shows it
 * once it has done what the new time asks of it. That may be much work: whom it waits for is said.
 * @throws when one has not within ten minutes, naming it.
 */
export async function moveClock(
  clockFile: string,
  to: Date,
  services: readonly ServiceProcess[],
  say: Say = () => {},
): Promise<void> {
  const offsetMs = to.getTime() - Date.now()
  writeOffsetMs(clockFile, offsetMs)
  const begunMs = Date.now()
  let saidMs = begunMs
  for (const service of services) {
    while (service.isRunning() && (await readClockOffset(service.opsUrl)) !== offsetMs) {
      const nowMs = Date.now()
      const waited = `after ${Math.round((nowMs - begunMs) / 1_000)} s`
      if (nowMs - begunMs > clockMoveMsMax) {
        throw new Error(`${service.name} does not follow the clock, ${waited}`)
      }
      if (nowMs - saidMs > clockMoveSayMs) {
        say(`${service.name} is still at work on what the new time asks of it, ${waited}.`)
        saidMs = nowMs
      }
      await sleep(healthPollMs)
    }
  }
}
