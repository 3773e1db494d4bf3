import { parentPollMs } from './hub/limits.ts'
import { readLocalConfig } from './local-config.ts'
import { isAlive } from './os/processes.ts'

/**
 * Resolves when somebody asks the program to end: Ctrl-C, SIGTERM, or the disappearance of the
 * launcher that started it. A second Ctrl-C does not hurry it: what it ends has data to write.
 */
export function untilEnded(): Promise<string> {
  const parent = readLocalConfig().PARENT_PID
  return new Promise(resolve => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
      process.on(signal, () => resolve(signal))
    }
    if (parent === undefined) return
    setInterval(() => {
      if (!isAlive(parent)) resolve('the launcher has gone')
    }, parentPollMs).unref()
  })
}
