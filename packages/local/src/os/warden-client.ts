import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { Child } from './child.ts'

/** Lower stages end first: services before the bus, the bus before the database. */
export const stages = { service: 1, nats: 2, postgres: 3 } as const

export type WardenOrder =
  | { kind: 'watch'; pid: number; stage: number; signal: NodeJS.Signals }
  | { kind: 'forget'; pid: number }
  | { kind: 'remove' | 'keep'; folder: string }

/** Ends what the launcher leaves behind when it disappears without a word. */
export interface Warden {
  /** From now until it exits, `child` is ended when the launcher disappears. */
  watch(child: Child, stage: number, signal: NodeJS.Signals): void
  /** `folder` is removed when the launcher disappears. */
  removeLater(folder: string): void
  keep(folder: string): void
  close(): Promise<void>
}

/** Starts the warden; its life ends with `close`, or a moment after ours. */
export function startWarden(): Warden {
  const program = fileURLToPath(new URL('warden.ts', import.meta.url))
  const warden = spawn(process.execPath, ['--disable-warning=ExperimentalWarning', program], {
    detached: true,
    cwd: '/',
    env: {},
    stdio: ['pipe', 'ignore', 'ignore'],
  })
  const ended = new Promise<void>(resolve => warden.once('exit', () => resolve()))
  warden.unref()
  warden.stdin.on('error', () => {})
  const order = (value: WardenOrder) => warden.stdin.write(`${JSON.stringify(value)}\n`)
  return {
    watch(child, stage, signal) {
      order({ kind: 'watch', pid: child.pid, stage, signal })
      void child.exited.then(() => {
        if (warden.stdin.writable) order({ kind: 'forget', pid: child.pid })
      })
    },
    removeLater: folder => void order({ kind: 'remove', folder }),
    keep: folder => void order({ kind: 'keep', folder }),
    async close() {
      warden.ref()
      warden.stdin.end()
      await ended
    },
  }
}
