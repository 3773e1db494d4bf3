import { join } from 'node:path'
import type { Say } from '../os/say.ts'
import type { Warden } from '../os/warden-client.ts'
import { progressEveryMs } from './limits.ts'
import type { ServicePlan } from './service-environment.ts'
import { type ServiceProcess, startService } from './service-process.ts'

/** All services of one hub. */
export interface Services {
  readonly processes: Readonly<Record<string, ServiceProcess>>
  onUnexpectedEnd(listener: (line: string) => void): void
  /** @throws as soon as one has ended or has not become ready in time. */
  waitUntilReady(): Promise<void>
  stop(): Promise<void>
}

/** Starts every planned service at once: each waits by itself for what it needs. */
export function startServices(
  plans: readonly ServicePlan[],
  logFolder: string,
  warden: Warden,
  say: Say,
): Services {
  const listeners: ((line: string) => void)[] = []
  const unexpected = (line: string) => {
    say(`!! ${line}`)
    for (const listener of listeners) listener(line)
  }
  say(`Starting ${plans.map(plan => plan.name).join(', ')}…`)
  const processes = Object.fromEntries(
    plans.map(plan => {
      const logFile = join(logFolder, `${plan.name}.log`)
      return [plan.name, startService(plan, logFile, warden, unexpected)]
    }),
  )
  const all = Object.values(processes)
  return {
    processes,
    onUnexpectedEnd: listener => void listeners.push(listener),
    async waitUntilReady() {
      const waiting = new Set(all)
      const timer = setInterval(() => {
        for (const service of waiting) say(`  ${service.name}: ${service.reasons().join(', ')}`)
      }, progressEveryMs)
      try {
        await Promise.all(
          all.map(async service => {
            await service.waitUntilReady()
            waiting.delete(service)
          }),
        )
      } finally {
        clearInterval(timer)
      }
    },
    async stop() {
      await Promise.all(all.map(service => service.stop()))
    },
  }
}
