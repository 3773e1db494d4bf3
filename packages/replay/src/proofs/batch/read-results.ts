import type { Database } from '@unefois/database'
import type { Hub } from '@unefois/local'
import { createClient } from '@unefois/sdk'
import { volumeRoute } from '../volume/cast.ts'
import { resultsPerPage } from '../volume/limits.ts'

/** What the sender reads of its lines, one result each. */
export interface ReadResults {
  readonly lines: number
  /** Of these, the ids that are a stored signal, each counted once. */
  readonly signals: number
  /** Lines 1 to the last one, in order, none missing, none twice. */
  readonly complete: boolean
}

/** Reads every result over HTTP as the sender, and looks the signals up in the database. */
export async function readResults(hub: Hub, sql: Database, lines: number): Promise<ReadResults> {
  const [batch] = await sql<{ id: string }[]>`
    SELECT id FROM exchange.batch ORDER BY next_line DESC LIMIT 1`
  if (batch === undefined) return { lines: 0, signals: 0, complete: false }
  const clientId = volumeRoute.sender
  const client = createClient({
    hub: hub.urls.gateway,
    issuer: hub.urls.identity,
    clientId,
    privateKey: hub.client(clientId).privateKeyPem,
  })
  let read = 0
  let signals = 0
  let inOrder = true
  let ids: string[] = []
  const look = async () => {
    const [row] = await sql<{ known: number }[]>`
      SELECT count(*)::int AS known FROM exchange.signal WHERE id = ANY (${ids}::uuid[])`
    signals += row?.known ?? 0
    ids = []
  }
  try {
    for await (const result of client.batches.results(batch.id)) {
      read += 1
      if (result.line !== read) inOrder = false
      if (result.status === 'sent') ids.push(result.id)
      if (ids.length === resultsPerPage) await look()
    }
    await look()
  } finally {
    await client.close()
  }
  return { lines: read, signals, complete: inOrder && read === lines }
}
