import { spawnSync } from 'node:child_process'
import { chownSync, existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { passwordIn } from '../hub/secrets.ts'
import { type Child, endChild, startChild } from '../os/child.ts'
import { commandLine, isAlive } from '../os/processes.ts'
import { type Say, sayOnStandardError } from '../os/say.ts'
import { findServerUser, type ServerUser } from '../os/server-user.ts'
import { waitUntil } from '../os/wait-until.ts'
import { choosePlaces, type PostgresPlaces } from './places.ts'
import { settingArguments } from './settings.ts'

const administrator = 'unefois_admin'
const readyMsMax = 60_000
const stopMsMax = 30_000
const attemptEveryMs = 200

/** A Postgres of our own. `adminUrl` is a superuser's, for the launcher and tests only. */
export interface LocalPostgres {
  readonly adminUrl: string
  readonly port: number
  readonly pgData: string
  readonly child: Child
  /** What lies outside the data folder and must be removed with it (as root only). */
  readonly removeWith: string | undefined
  /** Fast shutdown: sessions are ended, everything is on disk. */
  stop(): Promise<void>
}

export interface PostgresOptions {
  /** A folder of ours, mode 0700. A second start with the same folder finds its data. */
  readonly dataDir: string
  readonly port: number
  readonly logFile: string
  readonly throwaway?: boolean
  readonly settings?: Readonly<Record<string, string>>
  readonly say?: Say
}

/**
 * Starts the Postgres that npm brought, on 127.0.0.1 only, creating its data at the first start.
 * @throws when it is not ready within a minute; the log file says why.
 */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const user = findServerUser(options.say ?? sayOnStandardError)
  const places = choosePlaces(options.dataDir, user, options.throwaway ?? false)
  const password = passwordIn(options.dataDir, 'postgres-password')
  if (existsSync(join(places.pgData, 'PG_VERSION'))) await endForgottenServer(places.pgData)
  else initialise(places, user, password, options.throwaway ?? false)
  const adminUrl = `postgres://${administrator}:${password}@127.0.0.1:${options.port}/postgres`
  const child = await startUntilReady(places, user, adminUrl, options)
  return {
    adminUrl,
    port: options.port,
    pgData: places.pgData,
    child,
    removeWith: places.removeWith,
    async stop() {
      await endChild(child, 'SIGINT', stopMsMax)
    },
  }
}

function initialise(
  places: PostgresPlaces,
  user: ServerUser | undefined,
  password: string,
  throwaway: boolean,
): void {
  rmSync(places.pgData, { recursive: true, force: true })
  const passwordFile = join(dirname(places.pgData), 'initial-password')
  writeFileSync(passwordFile, password, { mode: 0o600 })
  if (user !== undefined) chownSync(passwordFile, user.uid, user.gid)
  const args = [
    `--pgdata=${places.pgData}`,
    `--username=${administrator}`,
    '--auth=scram-sha-256',
    `--pwfile=${passwordFile}`,
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    ...(throwaway ? ['--no-sync'] : []),
  ]
  const result = spawnSync(places.binaries.initdb, args, {
    cwd: '/',
    env: {},
    encoding: 'utf8',
    ...(user === undefined ? {} : { uid: user.uid, gid: user.gid }),
  })
  rmSync(passwordFile, { force: true })
  if (result.status !== 0) {
    throw new Error(`initdb failed: ${result.error?.message ?? result.stderr.trim()}`)
  }
}

/**
 * A launcher that was killed may have left its server running on our data: it is asked to stop.
 * A `postmaster.pid` whose process is another program's is only a stale file.
 */
async function endForgottenServer(pgData: string): Promise<void> {
  const pidFile = join(pgData, 'postmaster.pid')
  if (!existsSync(pidFile)) return
  const pid = Number(readFileSync(pidFile, 'utf8').split('\n')[0])
  if (!isAlive(pid) || !commandLine(pid).includes(pgData)) return rmSync(pidFile, { force: true })
  process.kill(pid, 'SIGINT')
  await waitUntil('the Postgres left by an earlier start ends', stopMsMax, () => !isAlive(pid))
}

/** After a kill -9 the old server's last sessions may hold its memory a moment: we try again. */
async function startUntilReady(
  places: PostgresPlaces,
  user: ServerUser | undefined,
  adminUrl: string,
  options: PostgresOptions,
): Promise<Child> {
  const untilMs = Date.now() + readyMsMax
  while (Date.now() < untilMs) {
    const child = startChild({
      name: 'postgres',
      command: places.binaries.postgres,
      args: [
        '-D',
        places.pgData,
        '-p',
        String(options.port),
        ...settingArguments(options.settings),
      ],
      logFile: options.logFile,
      user,
    })
    while (child.isRunning() && Date.now() < untilMs) {
      if (await answers(adminUrl)) return child
      await sleep(attemptEveryMs / 4)
    }
    await endChild(child, 'SIGINT', stopMsMax)
    await sleep(attemptEveryMs)
  }
  throw new Error(`Postgres is not ready after ${readyMsMax} ms: see ${options.logFile}`)
}

async function answers(adminUrl: string): Promise<boolean> {
  const sql = postgres(adminUrl, { max: 1, connect_timeout: 2, onnotice: () => {} })
  try {
    await sql`SELECT 1`
    return true
  } catch {
    return false
  } finally {
    await sql.end({ timeout: 1 })
  }
}
