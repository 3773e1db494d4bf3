import { join, sep } from 'node:path'
import type { Hub } from '@unefois/local'

/** Where data of a hub can rest on this machine. */
export interface Places {
  /** What is scanned: the data folder, and a server's files where they lie outside it. */
  readonly folders: readonly string[]
  /** Parts of it that must not be empty: nothing scanned proves nothing. */
  readonly parts: Readonly<Record<string, string>>
}

/** @throws when a server is not ours: its files lie where we cannot look. */
export function placesOf(hub: Hub): Places {
  const { dataDir } = hub
  const postgres = hub.postgres.dataDir
  const { storeDir } = hub.nats
  if (postgres === undefined || storeDir === undefined) {
    throw new Error('the scan needs servers of its own: unset DATABASE_URL and NATS_URL')
  }
  const outside = [postgres, storeDir].filter(folder => !isWithin(folder, dataDir))
  return {
    folders: [dataDir, ...outside],
    parts: {
      filesOfPostgres: postgres,
      filesOfWal: join(postgres, 'pg_wal'),
      filesOfJetStream: storeDir,
      filesOfLogs: join(dataDir, 'logs'),
      filesOfJournals: join(dataDir, 'journal'),
      filesOfKeys: join(dataDir, 'keys'),
    },
  }
}

/** How many of these files lie in each part. */
export function countParts(places: Places, files: readonly string[]): Record<string, number> {
  return Object.fromEntries(
    Object.entries(places.parts).map(([name, folder]) => [
      name,
      files.filter(file => isWithin(file, folder)).length,
    ]),
  )
}

function isWithin(path: string, folder: string): boolean {
  return path.startsWith(folder.endsWith(sep) ? folder : `${folder}${sep}`)
}
