import { readFileSync, statSync } from 'node:fs'
import { limits } from '../limits.ts'
import { type Client, readClientList } from './client-list.ts'

/** The clients as the file has them now. */
export interface ClientsFile {
  find(clientId: string): Client | undefined
}

export interface ClientsFileOptions {
  readonly onLoaded?: (clients: number) => void
  readonly onRefused?: (reason: string) => void
}

/**
 * Looks at the file before every answer and reads it again when it changed. A file that is not a
 * list of clients is refused whole and said once; the last good list stays in force.
 */
export function openClientsFile(file: string, options: ClientsFileOptions = {}): ClientsFile {
  let clients: ReadonlyMap<string, Client> = new Map()
  let stamp = ''

  /** Reads what changed; answers why the file was refused, if it was. */
  function refresh(): string | undefined {
    const stat = statSync(file, { bigint: true, throwIfNoEntry: false })
    const seen = stat === undefined ? 'missing' : `${stat.ino}:${stat.mtimeNs}:${stat.size}`
    if (seen === stamp) return undefined
    stamp = seen
    if (stat === undefined) return 'missing'
    if (stat.size > limits.clientsFileBytesMax) return 'too-large'
    const result = readClientList(readFileSync(file, 'utf8'))
    if (!result.ok) return result.reason
    clients = result.clients
    options.onLoaded?.(clients.size)
    return undefined
  }

  return {
    find(clientId) {
      const refused = refresh()
      if (refused !== undefined) options.onRefused?.(refused)
      return clients.get(clientId)
    },
  }
}
