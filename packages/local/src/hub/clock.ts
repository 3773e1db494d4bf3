import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { readClockOffset } from './health.ts'
import { clockMoveMsMax, healthPollMs } from './limits.ts'
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
 * once it has done what the new time asks of it.
 * @throws when one has not within two minutes, naming it.
 */
export async function moveClock(
  clockFile: string,
  to: Date,
  services: readonly ServiceProcess[],
): Promise<void> {
  const offsetMs = to.getTime() - Date.now()
  writeOffsetMs(clockFile, offsetMs)
  const untilMs = Date.now() + clockMoveMsMax
  for (const service of services) {
    while (service.isRunning() && (await readClockOffset(service.opsUrl)) !== offsetMs) {
      if (Date.now() > untilMs) throw new Error(`${service.name} does not follow the clock`)
      await sleep(healthPollMs)
    }
  }
}
