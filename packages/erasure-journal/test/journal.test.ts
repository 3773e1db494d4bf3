import { randomUUID } from 'node:crypto'
import { appendFileSync, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import type { Database } from '@unefois/database'
import t from 'tap'
import {
  exportJournal,
  isBehindJournal,
  type JournalEntry,
  type JournalFolder,
  recordErasures,
  replayJournal,
} from '../src/index.ts'
import { entry, openJournal, start } from './open-journal.ts'

const nowMs = () => start.getTime()

async function idsOf(folder: JournalFolder): Promise<string[]> {
  const ids = []
  for await (const { id } of folder.read()) ids.push(id)
  return ids
}

/** A trace with its second opening, as the gateway's accept leaves it. */
async function traceSignal(admin: Database, signalId: string): Promise<void> {
  const events = [
    {
      id: '01981a5c-0000-7000-8000-000000000000'.replace('01981a5c-0000', prefixOf(start)),
      at: start,
      actor: 'caf-13',
      agency: 'caf-13',
      purpose: 'inform-of-right',
      operation: 'signal-accept',
      outcomeClass: 'sent',
      signalId,
      detail: { right: 'fr.carsat.aspa' },
    },
  ]
  await admin`SELECT audit.append(${JSON.stringify(events)}::text::json)`
}

const prefixOf = (at: Date) => at.getTime().toString(16).padStart(12, '0').replace(/^.{8}/u, '$&-')

t.test('what was erased stands on disk outside the database, ids only', async t => {
  const { sql, folder, path } = await openJournal(t)
  const entries = [
    entry(),
    entry({ class: 'key', reason: 'rotation', signalIds: null, keyIds: ['kek_00'] }),
    entry({ owner: 'consent', class: 'person-agreement', rowIds: [`pag_${'0'.repeat(32)}`] }),
    entry({ at: '2026-12-01T00:00:00.000Z', class: 'signal-row', partition: 'signal_2025_12' }),
  ]
  await recordErasures(sql.retention, entries)
  await recordErasures(sql.retention, entries.slice(0, 2))
  t.equal(await exportJournal({ sql: sql.audit, folder, nowMs }), 4)
  t.equal(await exportJournal({ sql: sql.audit, folder, nowMs }), 0, 'once')
  const names = readdirSync(join(path, 'journal')).sort()
  t.strictSame(names, ['journal-2026-11.jsonl', 'journal-2026-12.jsonl'])
  const read: JournalEntry[] = []
  for await (const one of folder.read()) read.push(one)
  const byId = (a: JournalEntry, b: JournalEntry) => (a.id < b.id ? -1 : 1)
  t.strictSame(read.sort(byId), [...entries].sort(byId), 'word for word')
  for (const name of names) {
    t.equal(statSync(join(path, 'journal', name)).mode & 0o777, 0o600, 'nobody else reads it')
  }
  const refused = [
    { rowIds: ['a'.repeat(64)] },
    { keyIds: ['1850775116001'] },
    { partition: 'signal' },
    { agreementHash: 'x' },
    { class: 'note' as JournalEntry['class'] },
    { count: -1 },
  ]
  for (const own of refused) {
    await t.rejects(recordErasures(sql.retention, [entry(own)]), { code: '23514' })
  }
})

t.test('half a line that a crash left is written anew', async t => {
  const { sql, folder, path } = await openJournal(t)
  const [first, second] = [entry(), entry()]
  await recordErasures(sql.retention, [first])
  await exportJournal({ sql: sql.audit, folder, nowMs })
  const file = join(path, 'journal', 'journal-2026-11.jsonl')
  appendFileSync(file, JSON.stringify(second).slice(0, 40))
  t.strictSame(await idsOf(folder), [first.id], 'it is not read as an entry')
  t.equal(await isBehindJournal({ sql: sql.audit, folder }), false)
  await recordErasures(sql.retention, [second])
  await exportJournal({ sql: sql.audit, folder, nowMs })
  t.strictSame(await idsOf(folder), [first.id, second.id])
  t.equal(readFileSync(file, 'utf8').split('\n').length, 3)
})

t.test('a restored database is behind, and erases again what it brought back', async t => {
  const before = await openJournal(t)
  const restored = await openJournal(t)
  const { folder } = before
  const signalId = '01981a5c-0000-7000-8000-0000000000aa'.replace('01981a5c-0000', prefixOf(start))
  for (const { admin } of [before.sql, restored.sql]) await traceSignal(admin, signalId)
  const old = entry()
  for (const { retention } of [before.sql, restored.sql]) await recordErasures(retention, [old])
  await exportJournal({ sql: before.sql.audit, folder, nowMs })
  const deps = { sql: restored.sql.audit, folder }
  t.equal(await isBehindJournal(deps), false, 'both know the same')

  await before.sql.retention`
    SELECT audit.erase_second_openings(ARRAY[${signalId}]::uuid[], ${start})`
  const erased = entry({ owner: 'audit', class: 'second-opening', signalIds: [signalId] })
  const lapsed = entry({ owner: 'audit', class: 'trace', reason: 'expiry', signalIds: null })
  await recordErasures(before.sql.retention, [erased, lapsed])
  await exportJournal({ sql: before.sql.audit, folder, nowMs })
  t.equal(await isBehindJournal(deps), true)

  t.strictSame(await replayJournal(deps), { entries: 2, rows: 1 })
  const left = await restored.sql.admin`
    SELECT outcome_class, detail, detail_erased_at FROM audit.event WHERE signal_id = ${signalId}`
  t.strictSame(
    [...left],
    [{ outcome_class: 'sent', detail: null, detail_erased_at: start }],
    'the trace stays, its second opening went when it did before',
  )
  t.equal(await isBehindJournal(deps), false)
  t.strictSame(await replayJournal(deps), { entries: 0, rows: 0 }, 'a second time does nothing')
  t.equal(await exportJournal({ sql: restored.sql.audit, folder, nowMs }), 1, 'only the old one')
})

t.test('nothing opens when an owner cannot erase again', async t => {
  const { sql, folder } = await openJournal(t)
  folder.append([entry({ owner: 'registry', class: 'key', signalIds: null, keyIds: ['key_1'] })])
  await t.rejects(replayJournal({ sql: sql.audit, folder }), /registry cannot replay/u)
  t.equal(await isBehindJournal({ sql: sql.audit, folder }), true)
})

t.test('files go once no backup is old enough to need them', async t => {
  const { folder } = await openJournal(t)
  const months = ['2026-08', '2026-09', '2026-10', '2026-11']
  folder.append(months.map(month => entry({ id: randomUUID(), at: `${month}-30T00:00:00.000Z` })))
  t.equal(folder.forgetOld(start), 1, 'October’s first day lies within thirty days of backups')
  t.equal((await idsOf(folder)).length, 3)
})
