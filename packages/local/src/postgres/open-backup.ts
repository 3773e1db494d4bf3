import { chmodSync, cpSync, lchownSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { openDataFolder } from '../hub/data-folder.ts'
import { withDatabase } from '../hub/databases.ts'
import type { Say } from '../os/say.ts'
import { findServerUser, type ServerUser } from '../os/server-user.ts'
import { stages, startWarden } from '../os/warden-client.ts'
import type { BaseBackup } from './base-backup.ts'
import { choosePlaces } from './places.ts'
import { startPostgres } from './start-postgres.ts'

/** A second Postgres on a copy of a backup. */
export interface OpenedBackup {
  /** An administrator's URL of one of its databases. */
  databaseUrl(database: string): string
  /** Ends it and removes the copy; the backup stays as it was. */
  stop(): Promise<void>
}

/**
 * Starts a Postgres of its own on a copy of a backup, which it recovers first with all the WAL that
 * lies there.
 *
 * @param adminUrl of the server that the backup was taken of: its passwords are in the backup.
 * @throws when it does not open within a minute.
 */
export async function openBackup(
  backup: BaseBackup,
  adminUrl: string,
  say: Say,
): Promise<OpenedBackup> {
  const folder = openDataFolder(undefined)
  const warden = startWarden()
  warden.removeLater(folder.path)
  const user = findServerUser(say)
  const { pgData, removeWith } = choosePlaces(folder.path, user, true)
  if (removeWith !== undefined) warden.removeLater(removeWith)
  const close = async () => {
    if (removeWith !== undefined) rmSync(removeWith, { recursive: true, force: true })
    await warden.close()
    folder.release()
  }
  try {
    cpSync(backup.folder, pgData, { recursive: true })
    chmodSync(pgData, 0o700)
    if (user !== undefined) give(pgData, user)
    const password = decodeURIComponent(new URL(adminUrl).password)
    writeFileSync(join(folder.path, 'postgres-password'), password, { mode: 0o600 })
    const server = await startPostgres({
      dataDir: folder.path,
      port: await findPort(),
      logFile: join(folder.path, 'postgres.log'),
      throwaway: true,
      settings: { fsync: 'off' },
      say,
    })
    warden.watch(server.child, stages.postgres, 'SIGINT')
    return {
      databaseUrl: database => withDatabase(server.adminUrl, database),
      async stop() {
        await server.stop()
        await close()
      },
    }
  } catch (error) {
    await close()
    throw error
  }
}

function give(path: string, user: ServerUser): void {
  lchownSync(path, user.uid, user.gid)
  for (const entry of readdirSync(path, { withFileTypes: true })) {
    const inner = join(path, entry.name)
    if (entry.isDirectory()) give(inner, user)
    else lchownSync(inner, user.uid, user.gid)
  }
}

/** A port that was free a moment ago. */
function findPort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer()
    server.once('error', reject)
    server.listen({ port: 0, host: '127.0.0.1' }, () => {
      const address = server.address()
      server.close(() => resolve(Object(address).port))
    })
  })
}
