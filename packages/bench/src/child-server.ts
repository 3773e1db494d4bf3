import { spawn } from 'node:child_process'
import { once } from 'node:events'

/** A floor's server in a process of its own. */
export interface ChildServer {
  readonly url: string
  readonly pid: number
  stop(): Promise<void>
}

/** Starts `file` with these arguments; it writes its URL, and nothing else, once it listens. */
export async function startChildServer(file: URL, args: readonly string[]): Promise<ChildServer> {
  const child = spawn(process.execPath, [file.pathname, ...args], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const [written] = await Promise.race([once(child.stdout, 'data'), ended])
  const url = String(written)
  if (child.pid === undefined || !url.startsWith('http')) throw new Error('the floor did not start')
  return {
    url,
    pid: child.pid,
    async stop() {
      child.kill('SIGTERM')
      await ended
    },
  }
}
