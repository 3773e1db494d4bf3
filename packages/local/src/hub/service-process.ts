import { readFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { readLocalConfig } from '../local-config.ts'
import { type Child, endChild, startChild } from '../os/child.ts'
import { stages, type Warden } from '../os/warden-client.ts'
import { type Health, readHealth } from './health.ts'
import {
  healthPollMs,
  logTailLines,
  opsPortOffset,
  serviceHeapGrowthPercent,
  serviceHeapMibMax,
  serviceReadyMsMax,
  serviceStopMsMax,
  serviceYoungMibMax,
} from './limits.ts'
import type { ServicePlan } from './service-environment.ts'

/** Node sizes its heap by the machine; a service's work is bounded, so its memory is too. */
const heap = [
  `--max-old-space-size=${serviceHeapMibMax}`,
  `--max-semi-space-size=${serviceYoungMibMax}`,
  `--heap-growing-percent=${serviceHeapGrowthPercent}`,
]

/** One service under way. Its data and ports stay the same over kills and restarts. */
export interface ServiceProcess {
  readonly name: string
  readonly url: string
  readonly opsUrl: string
  readonly logFile: string
  readonly pid: number
  isRunning(): boolean
  /** Ends it with this signal and waits until it is gone. */
  kill(signal: NodeJS.Signals): Promise<void>
  /** Starts it again, ending it first if it still runs, and waits until it is ready. */
  restart(): Promise<void>
  /** @throws when it ends or is not ready within a minute, with what it said last. */
  waitUntilReady(): Promise<void>
  /** Why it is not ready, at the last look. */
  reasons(): readonly string[]
  stop(): Promise<void>
}

const servicesFolder = fileURLToPath(new URL('../../../../services/', import.meta.url))

/**
 * Starts one service as its own process. Nothing restarts it silently: `onUnexpectedEnd` hears of
 * an end that nobody asked for.
 */
export function startService(
  plan: ServicePlan,
  logFile: string,
  warden: Warden,
  onUnexpectedEnd: (line: string) => void,
): ServiceProcess {
  const opsUrl = `http://127.0.0.1:${plan.port + opsPortOffset}`
  let expected = false
  let last: Health = { ready: false, reasons: ['not started'] }
  let child = spawnIt()

  function spawnIt(): Child {
    expected = false
    const main = mainOf(plan)
    const started = startChild({
      name: plan.name,
      command: process.execPath,
      args: ['--disable-warning=ExperimentalWarning', ...heap, main],
      cwd: dirname(dirname(main)),
      env: { ...compileCache(), ...plan.environment },
      logFile,
    })
    warden.watch(started, stages.service, 'SIGTERM')
    void started.exited.then(exit => {
      if (expected || started !== child) return
      onUnexpectedEnd(`${plan.name} has ended (${exit.signal ?? `exit ${exit.code}`}): ${logFile}`)
    })
    return started
  }

  const end = async (signal: NodeJS.Signals) => {
    expected = true
    await endChild(child, signal, serviceStopMsMax)
  }

  const waitUntilReady = async () => {
    const untilMs = Date.now() + serviceReadyMsMax
    while (child.isRunning() && Date.now() < untilMs) {
      last = await readHealth(`${opsUrl}/health/ready`)
      if (last.ready) return
      await sleep(healthPollMs)
    }
    const state = child.isRunning() ? `is not ready: ${last.reasons.join(', ')}` : 'has ended'
    throw new Error(`${plan.name} ${state}\n${tail(logFile)}`)
  }

  return {
    name: plan.name,
    url: `http://127.0.0.1:${plan.port}`,
    opsUrl,
    logFile,
    get pid() {
      return child.pid
    },
    isRunning: () => child.isRunning(),
    kill: end,
    async restart() {
      await end('SIGTERM')
      child = spawnIt()
      await waitUntilReady()
    },
    waitUntilReady,
    reasons: () => last.reasons,
    stop: () => end('SIGTERM'),
  }
}

/** A service starts in half the time when Node need not compile it again. */
function compileCache(): Record<string, string> {
  const { NODE_COMPILE_CACHE } = readLocalConfig()
  return NODE_COMPILE_CACHE === undefined ? {} : { NODE_COMPILE_CACHE }
}

function mainOf({ service, main }: ServicePlan): string {
  return main === undefined ? `${servicesFolder}${service}/src/main.ts` : fileURLToPath(main)
}

function tail(logFile: string): string {
  const lines = readFileSync(logFile, 'utf8').trimEnd().split('\n').slice(-logTailLines)
  return [...lines, `(all of it: ${logFile})`].map(line => `  ${line}`).join('\n')
}
