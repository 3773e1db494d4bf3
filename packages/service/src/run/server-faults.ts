import { type Bus, isSafeVersion, safeVersions, serverVersion } from '@unefois/bus'
import { checkPostgresSettings, type Database } from '@unefois/database'

/** What is wrong with a server that this service leans on, and what to change there. */
export interface ServerFault {
  readonly server: 'postgres' | 'nats-server'
  readonly change: string
}

/** Settings by which a commit could be lost or an identifier reach a log, one fault for each. */
export async function findPostgresFaults(
  sql: Database,
  options: { lazyCommit: boolean },
): Promise<ServerFault[]> {
  const chosen = options.lazyCommit ? ['synchronous_commit'] : []
  const faults = await checkPostgresSettings(sql, chosen)
  return faults.map(({ name, expected, actual }) => ({
    server: 'postgres',
    change: `set ${name} = ${expected} (it is ${actual})`,
  }))
}

/** A release with known ways around its permissions: agencies would not be kept apart. */
export function findBusFaults(bus: Bus): ServerFault[] {
  const version = serverVersion(bus)
  if (isSafeVersion(version)) return []
  const run = `run ${safeVersions.join(', ')} or a later release of their lines`
  return [{ server: 'nats-server', change: `${run} (it is ${version})` }]
}
