import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseIdentifier } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import {
  runScan,
  type ScanReport,
  type SecretNumber,
  type Suspect,
  suspectBytes,
} from '@unefois/scan'
import { blindIndex, openKeyStore } from '@unefois/sealing'

const indexFamilies = ['signal-index', 'trace-index', 'objection-index', 'desk-index'] as const

/**
 * What each person's number becomes under every index key that still lies in a key folder: who has
 * the folder and a list of numbers could look for these.
 */
export function suspectIndexes(
  hub: Hub,
  keyFolders: readonly string[],
  people: readonly SecretNumber[],
): Suspect[] {
  const keys = keyFolders.flatMap(folder => {
    const store = openKeyStore(hub.keysDir(folder))
    return indexFamilies.flatMap(family => store.list(family))
  })
  return people.flatMap((person, n) => {
    const parsed = parseIdentifier(person)
    if (!parsed.ok) throw new Error('synthetic people have valid identifiers')
    return keys.flatMap(({ key, family }) =>
      suspectBytes(`index of number ${n + 1}, ${family}`, blindIndex(key, parsed.identifier)),
    )
  })
}

/**
 * Searches every place of the hub as an operator would, by the places that the launcher wrote: its
 * data folder with logs, keys, journals and the backups in it, Postgres's files and WAL, every
 * table of every database, JetStream's files and every message.
 */
export function lookEverywhere(hub: Hub, suspects: readonly Suspect[]): Promise<ScanReport> {
  const { servers, buses, ...folders } = JSON.parse(
    readFileSync(join(hub.dataDir, 'scan-places.json'), 'utf8'),
  )
  const logins = buses.map(({ passwordFile, ...login }: { passwordFile: string }) => ({
    ...login,
    password: readFileSync(passwordFile, 'utf8').trim(),
  }))
  return runScan({ places: { folders, servers, buses: logins }, suspects })
}
