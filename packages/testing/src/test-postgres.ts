import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createDatabase, createRoles, deskLayout, hubLayout, migrate } from '@unefois/database'
import {
  openDataFolder,
  passwordIn,
  sayOnStandardError,
  stages,
  startPostgres,
  startWarden,
  withDatabase,
} from '@unefois/local'
import { freePort } from './free-port.ts'

/** A migrated Postgres for tests: an administrator's URL and the folder of the roles' passwords. */
export interface TestServer {
  readonly adminUrl: string
  readonly passwordFolder: string
}

/** The agency whose desk the `desk` template belongs to; its login role is `desk_test`. */
export const testAgency = 'test'
export const templates = { hub: 'template_hub', desk: 'template_desk' } as const

/** Tests measure behaviour, not durability: the proofs do that, on a server that syncs. */
const fastSettings = { fsync: 'off', full_page_writes: 'off', synchronous_commit: 'off' }

/** Starts a throw-away Postgres with both templates; it ends with the process at worst. */
export async function startTestPostgres(): Promise<TestServer & { stop(): Promise<void> }> {
  const folder = openDataFolder(undefined)
  const warden = startWarden()
  warden.removeLater(folder.path)
  const server = await startPostgres({
    dataDir: folder.path,
    port: await freePort(),
    logFile: join(folder.path, 'postgres.log'),
    throwaway: true,
    settings: fastSettings,
    say: sayOnStandardError,
  })
  warden.watch(server.child, stages.postgres, 'SIGINT')
  if (server.removeWith !== undefined) warden.removeLater(server.removeWith)
  const passwordFolder = join(folder.path, 'passwords')
  mkdirSync(passwordFolder, { mode: 0o700 })
  const stop = async () => {
    await server.stop()
    await warden.close()
    folder.release()
  }
  try {
    await migrateTemplates({ adminUrl: server.adminUrl, passwordFolder })
  } catch (error) {
    await stop()
    throw error
  }
  return { adminUrl: server.adminUrl, passwordFolder, stop }
}

async function migrateTemplates({ adminUrl, passwordFolder }: TestServer): Promise<void> {
  const desk = deskLayout(testAgency)
  for (const layout of [hubLayout, desk]) {
    const passwords = layout.logins.map(role => [role, passwordIn(passwordFolder, role)])
    await createRoles(adminUrl, layout, Object.fromEntries(passwords))
  }
  for (const [name, layout] of [
    [templates.hub, hubLayout],
    [templates.desk, desk],
  ] as const) {
    await createDatabase(adminUrl, name, [])
    await migrate(withDatabase(adminUrl, name), layout)
  }
}
