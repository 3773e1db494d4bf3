import type { LogDirectory } from '@unefois/contracts'
import type { Database } from '@unefois/database'

type Entry = LogDirectory['entries'][number]

/** An entry with the nonces that open it. */
export interface OpenedEntry {
  readonly index: number
  readonly first: Entry['first']
  readonly detail: Entry['detail']
  readonly nonces: readonly [Buffer, Buffer]
}

interface EntryRow {
  readonly log_index: string
  readonly id: string
  readonly at: string
  readonly actor: string
  readonly agency: string
  readonly agent: string | null
  readonly purpose: Entry['first']['purpose']
  readonly operation: Entry['first']['operation']
  readonly agreement_hash: string | null
  readonly counterparty: string | null
  readonly detail: Entry['detail']
  readonly nonce_1: Buffer
  readonly nonce_2: Buffer
}

/** What the log says of an agency's keys and agreements, by index, between two. */
export async function listDirectoryEntries(
  sql: Database,
  party: string,
  { after, below, max }: { after: number; below: number; max: number },
): Promise<OpenedEntry[]> {
  const rows = await sql<EntryRow[]>`
    SELECT * FROM audit.directory_entries(${party}, ${after}, ${below}, ${max})`
  return rows.map(row => ({
    index: Number(row.log_index),
    first: {
      kind: 'act',
      id: row.id,
      at: row.at,
      actor: row.actor,
      agency: row.agency,
      ...(row.agent === null ? {} : { agent: row.agent }),
      purpose: row.purpose,
      operation: row.operation,
      ...(row.agreement_hash === null ? {} : { agreementHash: row.agreement_hash }),
      ...(row.counterparty === null ? {} : { counterparty: row.counterparty }),
    },
    detail: row.detail,
    nonces: [row.nonce_1, row.nonce_2],
  }))
}
