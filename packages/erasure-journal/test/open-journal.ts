import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openDatabase } from '@unefois/database'
import { openKeyStore } from '@unefois/sealing'
import { templateDatabase } from '@unefois/testing'
import type { Test } from 'tap'
import { type JournalEntry, openJournalFolder } from '../src/index.ts'

export const start = new Date('2026-11-21T08:00:00.000Z')

/** Rows of a test: the roles that erase, and the one that keeps the journal. */
export async function openJournal(t: Test) {
  const database = await templateDatabase(t, 'hub')
  const open = (url: string) => openDatabase({ url, name: 't', connectionsMax: 2 })
  const sql = {
    audit: open(database.roleUrl('audit_app')),
    retention: open(database.roleUrl('gateway_retention')),
    admin: open(database.adminUrl),
  }
  await sql.admin`SELECT audit.ensure_partitions(${start}, 2)`
  const path = mkdtempSync(join(tmpdir(), 'journal-test-'))
  t.teardown(async () => {
    await Promise.all(Object.values(sql).map(each => each.end()))
    rmSync(path, { recursive: true })
  })
  return {
    sql,
    path,
    folder: openJournalFolder(join(path, 'journal')),
    store: openKeyStore(join(path, 'keys')),
  }
}

/** An erasure as a gateway tells it. */
export function entry(own: Partial<JournalEntry> = {}): JournalEntry {
  return {
    id: randomUUID(),
    at: start.toISOString(),
    owner: 'exchange',
    class: 'signal-data',
    reason: 'objection',
    article: 'CRPA L.114-8 II, al. 2',
    signalIds: [randomUUID()],
    keyIds: null,
    rowIds: null,
    partition: null,
    count: 1,
    agreementHash: null,
    ...own,
  }
}
