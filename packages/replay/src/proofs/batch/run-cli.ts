import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import type { Hub } from '@unefois/local'
import { NotInTime } from '../../wait-for.ts'
import { volumeRoute } from '../volume/cast.ts'
import { batchPollMs, endMsMax, rerunsMax } from '../volume/limits.ts'

const main = fileURLToPath(new URL('../../../../cli/src/main.ts', import.meta.url))
const configFile = 'unefois.config.json'
const keyFile = 'client.pem'
const logFile = 'cli.log'
/** “No answer: the same command may work in a while.” */
const exitNetwork = 5

/** The command line as an agency runs it: its own process, in a folder with a file of lines. */
export interface CliSender {
  start(): void
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** Deletes whatever it has noted for going on. */
  forget(): void
  hasEnded(): boolean
  /** Waits until it ends by itself, started again where it says that later may help. */
  whenEnded(): Promise<{ code: number | null }>
}

/** Prepares the folder of the file: configuration, and a key that nobody else may read. */
export function openCliSender(
  hub: Hub,
  options: { file: string; follow: (pid: number) => void },
): CliSender {
  const folder = dirname(options.file)
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const config = {
    hub: hub.urls.gateway,
    issuer: hub.urls.identity,
    clientId: volumeRoute.sender,
    privateKeyFile: keyFile,
  }
  writeFileSync(join(folder, configFile), JSON.stringify(config), { mode: 0o600 })
  const { privateKeyPem } = hub.client(volumeRoute.sender)
  writeFileSync(join(folder, keyFile), privateKeyPem, { mode: 0o600 })
  let child: ChildProcess | undefined

  const hasEnded = () =>
    child !== undefined && (child.exitCode !== null || child.signalCode !== null)
  function start(): void {
    const log = openSync(join(folder, logFile), 'a', 0o600)
    const name = basename(options.file)
    child = spawn(process.execPath, [main, 'batch', 'send', name], {
      cwd: folder,
      stdio: ['ignore', log, log],
    })
    closeSync(log)
    if (child.pid !== undefined) options.follow(child.pid)
  }
  async function untilEnded(): Promise<void> {
    const begunMs = performance.now()
    while (!hasEnded()) {
      if (performance.now() - begunMs > endMsMax) {
        throw new NotInTime('the command line ends', endMsMax)
      }
      await sleep(batchPollMs)
    }
  }
  return {
    start,
    hasEnded,
    async kill() {
      child?.kill('SIGKILL')
      await untilEnded()
    },
    forget() {
      const ours = [basename(options.file), configFile, keyFile, logFile]
      for (const name of readdirSync(folder)) {
        if (!ours.includes(name)) rmSync(join(folder, name), { recursive: true })
      }
    },
    async whenEnded() {
      for (let reruns = 0; ; reruns += 1) {
        await untilEnded()
        const code = child?.exitCode ?? null
        if (code !== exitNetwork || reruns === rerunsMax) return { code }
        start()
      }
    },
  }
}
