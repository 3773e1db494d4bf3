import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { DataFolder } from './data-folder.ts'
import type { NatsHandle, PostgresHandle } from './servers.ts'

/**
 * Writes where this hub's data rest, as `npm run scan` reads it: one file beside the data, ours
 * alone, because it names an administrator's URL. Of servers that are not ours only what they show
 * is known; their operator names their folders.
 */
export function writeScanPlaces(
  folder: DataFolder,
  postgres: PostgresHandle,
  nats: NatsHandle,
): void {
  const { user, passwordFile } = nats.login('hub')
  const places = {
    data: [folder.path],
    logs: [folder.folder('logs')],
    keys: [folder.folder('keys')],
    journals: [folder.folder('journal')],
    ...(postgres.dataDir === undefined ? {} : { postgres: [postgres.dataDir] }),
    ...(nats.storeDir === undefined ? {} : { jetstream: [nats.storeDir] }),
    servers: [postgres.adminUrl],
    buses: [{ url: nats.url, user, passwordFile }],
  }
  const text = `${JSON.stringify(places, undefined, 2)}\n`
  writeFileSync(join(folder.path, 'scan-places.json'), text, { mode: 0o600 })
}
