import { exportJournal, type JournalFolder, makeCertificates } from '@unefois/erasure-journal'
import type { KeyStore } from '@unefois/sealing'
import type { DeskDeps } from './deps.ts'

/** Where the desk's erasures stand outside its database, and what signs their certificates. */
export interface JournalParts {
  readonly folder: JournalFolder
  readonly store: KeyStore
}

/**
 * Writes the erasure journal to its folder, and a certificate for each erasure once no key is left
 * that could undo it.
 */
export function keepJournal(deps: Pick<DeskDeps, 'sql' | 'agency' | 'now'>, parts: JournalParts) {
  const { folder, store } = parts
  const nowMs = () => deps.now().getTime()
  return async (): Promise<void> => {
    await exportJournal({ sql: deps.sql, folder, nowMs })
    await makeCertificates({ sql: deps.sql, store, hub: deps.agency, nowMs })
    folder.forgetOld(deps.now())
  }
}
