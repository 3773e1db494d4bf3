import { readFileSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { checkPostgresSettings, openDatabase } from '@unefois/database'
import { type LocalNats, startNats } from '../nats/start-nats.ts'
import type { Say } from '../os/say.ts'
import { stages, type Warden } from '../os/warden-client.ts'
import { type LocalPostgres, startPostgres } from '../postgres/start-postgres.ts'

/** A server that a proof may kill and start again on the same data and port. */
export interface ServerHandle {
  readonly pid: number
  kill(signal: NodeJS.Signals): Promise<void>
  restart(): Promise<void>
  stop(): Promise<void>
}

export interface PostgresHandle extends ServerHandle {
  readonly adminUrl: string
  /** The folder of the server's files, or undefined for a server that is not ours. */
  readonly dataDir: string | undefined
}

export interface NatsHandle extends ServerHandle {
  readonly url: string
  readonly storeDir: string | undefined
  /** Deletes everything JetStream has stored. Only while the server is stopped. */
  destroyStore(): void
  login(user: string): { user: string; password: string; passwordFile: string }
}

export interface ServerContext {
  readonly dataDir: string
  readonly throwaway: boolean
  readonly port: number
  readonly logFile: string
  readonly warden: Warden
  readonly say: Say
}

/** Starts a Postgres of our own and answers a handle on whichever process serves its data now. */
export async function ownPostgres(context: ServerContext): Promise<PostgresHandle> {
  const start = async (): Promise<LocalPostgres> => {
    const server = await startPostgres(context)
    context.warden.watch(server.child, stages.postgres, 'SIGINT')
    if (context.throwaway && server.removeWith !== undefined) {
      context.warden.removeLater(server.removeWith)
    }
    return server
  }
  let server = await start()
  return {
    get pid() {
      return server.child.pid
    },
    adminUrl: server.adminUrl,
    dataDir: server.pgData,
    async kill(signal) {
      server.child.kill(signal)
      await server.child.exited
    },
    async restart() {
      await server.stop()
      server = await start()
    },
    async stop() {
      await server.stop()
      if (context.throwaway && server.removeWith !== undefined) {
        rmSync(server.removeWith, { recursive: true, force: true })
      }
    },
  }
}

/** An administrator's URL of a server that is not ours: its settings are checked, and said. */
export async function givenPostgres(adminUrl: string, say: Say): Promise<PostgresHandle> {
  const sql = openDatabase({ url: adminUrl, name: 'launcher', connectionsMax: 1 })
  try {
    for (const fault of await checkPostgresSettings(sql)) {
      say(`Postgres has ${fault.name} = ${fault.actual}; the promises need ${fault.expected}.`)
    }
  } finally {
    await sql.end({ timeout: 5 })
  }
  return { ...notOurs('Postgres (DATABASE_URL)'), adminUrl, dataDir: undefined }
}

/** Starts a nats-server of our own. */
export async function ownNats(
  context: ServerContext & { participants: readonly string[]; searchPath: string },
): Promise<NatsHandle> {
  const start = async (): Promise<LocalNats> => {
    const server = await startNats(context)
    context.warden.watch(server.child, stages.nats, 'SIGTERM')
    return server
  }
  let server = await start()
  return {
    get pid() {
      return server.child.pid
    },
    url: server.url,
    storeDir: server.storeDir,
    login: user => ({ ...server.login(user), passwordFile: server.passwordFile(user) }),
    destroyStore() {
      if (server.child.isRunning()) throw new Error('nats-server still runs on this store')
      rmSync(server.storeDir, { recursive: true, force: true })
    },
    async kill(signal) {
      server.child.kill(signal)
      await server.child.exited
    },
    async restart() {
      await server.stop()
      server = await start()
    },
    stop: () => server.stop(),
  }
}

/**
 * A nats-server that is not ours. `credentialsFile` is JSON: login name → {user, password}, for
 * `hub` and each participant. Without it everybody is the URL's user, which is said.
 */
export function givenNats(
  url: string,
  credentialsFile: string | undefined,
  secrets: { folder: string; write: (file: string, password: string) => void },
  say: Say,
): NatsHandle {
  const { username, password, host } = new URL(url)
  const listed: Record<string, { user: string; password: string }> | undefined =
    credentialsFile === undefined ? undefined : JSON.parse(readFileSync(credentialsFile, 'utf8'))
  if (listed === undefined) {
    say('NATS_URL without NATS_CREDENTIALS_FILE: every desk uses the same login, so the bus does')
    say('not keep agencies apart here. Good enough to try things, not to prove them.')
  }
  const shared = { user: decodeURIComponent(username), password: decodeURIComponent(password) }
  return {
    ...notOurs('nats-server (NATS_URL)'),
    url: `nats://${host}`,
    storeDir: undefined,
    destroyStore: () => {
      throw new Error('the store of a nats-server that is not ours is not ours to delete')
    },
    login(user) {
      const login = listed === undefined ? shared : listed[user]
      if (login === undefined) throw new Error(`NATS_CREDENTIALS_FILE has no login for ${user}`)
      const passwordFile = join(secrets.folder, user)
      secrets.write(passwordFile, login.password)
      return { ...login, passwordFile }
    },
  }
}

function notOurs(what: string): ServerHandle {
  const refuse = async () => {
    throw new Error(`${what} is not ours to stop`)
  }
  return { pid: -1, kill: refuse, restart: refuse, stop: async () => {} }
}
