import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { passwordIn } from '../hub/secrets.ts'
import { type Child, endChild, startChild } from '../os/child.ts'
import { commandLine, isAlive } from '../os/processes.ts'
import { type Say, sayOnStandardError } from '../os/say.ts'
import { waitUntil } from '../os/wait-until.ts'
import { findNatsServer } from './find-server.ts'
import { type NatsLogin, serverConfig, storeKeyLine } from './server-config.ts'

const hubUser = 'hub'
const readyMsMax = 20_000
const stopMsMax = 20_000
const attemptEveryMs = 25
/** Go collects sooner near it: with a million messages waiting the server took twice as much. */
const memoryMax = '256MiB'
const attemptMsMax = 1_000

/** A nats-server of our own, with JetStream and one account per participant. */
export interface LocalNats {
  readonly url: string
  readonly storeDir: string
  readonly child: Child
  /** The login of `hub` or of a participant. */
  login(user: string): NatsLogin
  /** The 0600 file that holds that login's password. */
  passwordFile(user: string): string
  stop(): Promise<void>
}

export interface NatsOptions {
  /** A folder of ours, mode 0700. A second start with the same folder finds its store. */
  readonly dataDir: string
  readonly port: number
  readonly logFile: string
  readonly participants: readonly string[]
  /** Where to look for the program: the value of PATH. */
  readonly searchPath: string
  readonly say?: Say
}

/** @throws when no nats-server can be had or it is not ready in time; the log file says why. */
export async function startNats(options: NatsOptions): Promise<LocalNats> {
  const program = await findNatsServer(options.searchPath, options.say ?? sayOnStandardError)
  const folder = join(options.dataDir, 'nats')
  const storeDir = join(folder, 'store')
  mkdirSync(join(folder, 'passwords'), { recursive: true, mode: 0o700 })
  mkdirSync(storeDir, { recursive: true, mode: 0o700 })
  const passwords = join(folder, 'passwords')
  const login = (user: string) => ({ user, password: passwordIn(passwords, user) })
  const configFile = join(folder, 'server.conf')
  writeStoreKey(join(folder, 'store-key.conf'))
  const config = serverConfig({
    listen: `127.0.0.1:${options.port}`,
    storeDir,
    keyFile: 'store-key.conf',
    version: program.version,
    hub: login(hubUser),
    participants: [...new Set(options.participants)].map(login),
  })
  writeFileSync(configFile, config, { mode: 0o600 })
  await endForgottenServer(join(folder, 'pid'))
  const args = ['--config', configFile, '--pid', join(folder, 'pid')]
  const logFile = options.logFile
  const env = { GOMEMLIMIT: memoryMax }
  const child = startChild({ name: 'nats-server', command: program.path, args, env, logFile })
  await waitUntilReady(child, options)
  return {
    url: `nats://127.0.0.1:${options.port}`,
    storeDir,
    child,
    login,
    passwordFile: user => join(passwords, user),
    async stop() {
      await endChild(child, 'SIGTERM', stopMsMax)
      rmSync(join(folder, 'pid'), { force: true })
    },
  }
}

/** The store's key lies in a file of its own that the configuration includes. */
function writeStoreKey(file: string): void {
  if (existsSync(file)) return
  writeFileSync(file, storeKeyLine(), { mode: 0o600 })
}

async function endForgottenServer(pidFile: string): Promise<void> {
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8'))
  rmSync(pidFile, { force: true })
  if (!Number.isInteger(pid) || !isAlive(pid) || !commandLine(pid).includes('nats-server')) return
  process.kill(pid, 'SIGTERM')
  await waitUntil('the nats-server left by an earlier start ends', stopMsMax, () => !isAlive(pid))
}

async function waitUntilReady(child: Child, options: NatsOptions): Promise<void> {
  const untilMs = Date.now() + readyMsMax
  while (child.isRunning() && Date.now() < untilMs) {
    if (await listens(options.port)) return
    await sleep(attemptEveryMs)
  }
  await endChild(child, 'SIGTERM', stopMsMax)
  throw new Error(`nats-server is not ready: see ${options.logFile}`)
}

/** A NATS server speaks first: until it has, it is not ready. */
function listens(port: number): Promise<boolean> {
  return new Promise(resolve => {
    const socket = connect({ host: '127.0.0.1', port })
    const answer = (ready: boolean) => {
      socket.destroy()
      resolve(ready)
    }
    socket.once('data', () => answer(true))
    socket.once('error', () => answer(false))
    socket.setTimeout(attemptMsMax, () => answer(false))
  })
}
