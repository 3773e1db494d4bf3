import { type ChildProcess, spawn } from 'node:child_process'
import {
  closeSync,
  createReadStream,
  existsSync,
  mkdirSync,
  openSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
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
const lineFeed = 10

/** The command line as an agency runs it: its own process, in a folder with a file of lines. */
export interface CliSender {
  start(): void
  /** kill -9, and waits until it is gone. */
  kill(): Promise<void>
  /** Deletes whatever it has noted for going on. */
  forget(): void
  /** Whether it runs; it is started again where it ended saying that later may help. */
  goOn(): boolean
  /** Waits until it has ended by itself. */
  whenEnded(): Promise<{ code: number | null }>
  /** The rows of the file of results that it wrote, its header aside. */
  countResultRows(): Promise<number>
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
  let reruns = 0

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
  function goOn(): boolean {
    if (!hasEnded()) return true
    if (child?.exitCode !== exitNetwork || reruns === rerunsMax) return false
    reruns += 1
    start()
    return true
  }
  async function until(isOver: () => boolean): Promise<void> {
    const begunMs = performance.now()
    while (!isOver()) {
      if (performance.now() - begunMs > endMsMax) {
        throw new NotInTime('the command line ends', endMsMax)
      }
      await sleep(batchPollMs)
    }
  }
  return {
    start,
    goOn,
    async kill() {
      child?.kill('SIGKILL')
      await until(hasEnded)
    },
    forget() {
      const ours = [basename(options.file), configFile, keyFile, logFile]
      for (const name of readdirSync(folder)) {
        if (!ours.includes(name)) rmSync(join(folder, name), { recursive: true })
      }
    },
    async whenEnded() {
      await until(() => !goOn())
      return { code: child?.exitCode ?? null }
    },
    countResultRows: () => countRows(`${options.file}.results.csv`),
  }
}

async function countRows(file: string): Promise<number> {
  if (!existsSync(file)) return 0
  let rows = -1
  for await (const chunk of createReadStream(file)) {
    for (const byte of chunk) if (byte === lineFeed) rows += 1
  }
  return rows
}
