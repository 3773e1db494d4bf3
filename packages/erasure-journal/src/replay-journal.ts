import { type Database, inTransaction, type Transaction } from '@unefois/database'
import type { JournalEntry } from './entry.ts'
import { noteExported } from './export-journal.ts'
import type { JournalFolder } from './journal-folder.ts'
import { limits } from './limits.ts'

/** A database and its journal outside. */
export interface ReplayDeps {
  readonly sql: Database
  readonly folder: JournalFolder
}

/** What a replay did. */
export interface Replayed {
  /** Entries of the folder that the database did not know. */
  readonly entries: number
  /** Rows that were still there and are gone now. */
  readonly rows: number
}

/**
 * Whether the folder knows erasures that the database does not: then the database is a restored,
 * older one, and holds again what was erased.
 */
export async function isBehindJournal({ sql, folder }: ReplayDeps): Promise<boolean> {
  for await (const batch of batches(folder)) {
    if ((await findUnknown(sql, batch)).length > 0) return true
  }
  return false
}

/**
 * Erases again, in a restored database, what its journal says was erased since: each owner of data
 * does its own part (`<schema>.replay_erasures`). Entry by entry idempotent, so it may be stopped
 * and started again. To be run before any service opens on that database.
 *
 * @throws when an owner of unknown entries cannot replay them: nothing may open then.
 */
export async function replayJournal({ sql, folder }: ReplayDeps): Promise<Replayed> {
  const total = { entries: 0, rows: 0 }
  for await (const batch of batches(folder)) {
    const unknown = await findUnknown(sql, batch)
    if (unknown.length === 0) continue
    total.rows += await inTransaction(sql, { name: 'replay-journal' }, transaction =>
      replayBatch(transaction, unknown),
    )
    total.entries += unknown.length
  }
  return total
}

async function replayBatch(
  transaction: Transaction,
  entries: readonly JournalEntry[],
): Promise<number> {
  let rows = 0
  for (const owner of new Set(entries.map(entry => entry.owner))) {
    const own = JSON.stringify(entries.filter(entry => entry.owner === owner))
    const [known] = await transaction<{ replays: boolean }[]>`
      SELECT EXISTS (SELECT FROM pg_proc AS p JOIN pg_namespace AS n ON n.oid = p.pronamespace
        WHERE n.nspname = ${owner} AND p.proname = 'replay_erasures') AS replays`
    if (known?.replays !== true) throw new Error(`${owner} cannot replay its erasures`)
    const [row] = await transaction<{ rows: number }[]>`
      SELECT ${transaction(owner)}.replay_erasures(${own}::text::json) AS rows`
    rows += row?.rows ?? 0
  }
  await transaction`SELECT audit.record_erasures(${JSON.stringify(entries)}::text::json)`
  const [last] = entries.slice(-1)
  if (last !== undefined) await noteExported(transaction, entries, new Date(last.at))
  return rows
}

async function findUnknown(
  sql: Database,
  entries: readonly JournalEntry[],
): Promise<JournalEntry[]> {
  const ids = entries.map(({ id }) => id)
  const rows = await sql<{ id: string }[]>`
    SELECT i.id FROM unnest(${ids}::uuid[]) AS i(id)
    WHERE NOT EXISTS (SELECT FROM audit.erasure_journal AS j WHERE j.id = i.id)`
  const unknown = new Set(rows.map(({ id }) => id))
  return entries.filter(({ id }) => unknown.has(id))
}

async function* batches(folder: JournalFolder): AsyncIterable<JournalEntry[]> {
  let batch: JournalEntry[] = []
  for await (const entry of folder.read()) {
    batch.push(entry)
    if (batch.length < limits.entriesPerBatchMax) continue
    yield batch
    batch = []
  }
  if (batch.length > 0) yield batch
}
