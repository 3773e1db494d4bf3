import { spawn } from 'node:child_process'
import { chmodSync, closeSync, openSync } from 'node:fs'
import type { ServerUser } from './server-user.ts'

/** How a process ended: an exit code or the signal that ended it. */
export interface Exit {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

/** A process of ours. Its output goes to a file only. */
export interface Child {
  readonly name: string
  readonly pid: number
  readonly exited: Promise<Exit>
  isRunning(): boolean
  kill(signal: NodeJS.Signals): void
}

/**
 * Starts a process in a session of its own (a Ctrl-C in the terminal must not reach it before its
 * turn), with core dumps off (a dump would hold keys) and its output appended to `logFile`.
 */
export function startChild(options: {
  name: string
  command: string
  args: readonly string[]
  logFile: string
  env?: Readonly<Record<string, string>>
  cwd?: string
  user?: ServerUser | undefined
}): Child {
  const log = openSync(options.logFile, 'a', 0o600)
  chmodSync(options.logFile, 0o600)
  const limited = ['-c', 'ulimit -c 0; exec "$@"', options.name, options.command, ...options.args]
  const child = spawn('/bin/sh', limited, {
    detached: true,
    cwd: options.cwd ?? '/',
    env: { ...options.env },
    stdio: ['ignore', log, log],
    ...(options.user === undefined ? {} : { uid: options.user.uid, gid: options.user.gid }),
  })
  closeSync(log)
  const exited = new Promise<Exit>(resolve => {
    child.once('error', () => resolve({ code: 127, signal: null }))
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  return {
    name: options.name,
    pid: child.pid ?? -1,
    exited,
    isRunning: () =>
      child.pid !== undefined && child.exitCode === null && child.signalCode === null,
    kill: signal => {
      if (child.pid !== undefined) child.kill(signal)
    },
  }
}

/** Sends `signal`, waits, and past `waitMsMax` ends the process for good. Answers how it ended. */
export async function endChild(
  child: Child,
  signal: NodeJS.Signals,
  waitMsMax: number,
): Promise<Exit> {
  if (!child.isRunning()) return child.exited
  child.kill(signal)
  const timer = setTimeout(() => child.kill('SIGKILL'), waitMsMax)
  const exit = await child.exited
  clearTimeout(timer)
  return exit
}
