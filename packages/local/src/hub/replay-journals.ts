import { deskLayout, openDatabase } from '@unefois/database'
import { openJournalFolder, replayJournal } from '@unefois/erasure-journal'
import type { Say } from '../os/say.ts'
import type { Databases } from './databases.ts'

/**
 * Erases again, in each database that is older than the journal beside it, what was erased since:
 * somebody restored it. Before any service opens, because a service would serve what is gone.
 *
 * @param journalDir the journal's folder of `hub` or `desk-<agency>`.
 * @throws when an owner of data cannot erase again: then nothing may open.
 */
export async function replayJournals(options: {
  databases: Databases
  desks: readonly string[]
  journalDir: (name: string) => string
  say: Say
}): Promise<void> {
  const { databases, desks, journalDir, say } = options
  const journals = [
    { name: 'hub', role: 'audit_app' },
    ...desks.map(agency => ({ name: `desk-${agency}`, role: deskLayout(agency).database })),
  ]
  for (const { name, role } of journals) {
    const url = databases.roleUrl(role)
    const sql = openDatabase({ url, name: 'journal', connectionsMax: 1 })
    try {
      const folder = openJournalFolder(journalDir(name))
      const { entries, rows } = await replayJournal({ sql, folder })
      if (entries > 0) {
        say(`${name}: an older database; ${entries} erasures done again, ${rows} rows of them.`)
      }
    } finally {
      await sql.end({ timeout: 5 })
    }
  }
}
