import type { Database } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { blindIndex, type KeyStore } from '@unefois/sealing'
import { signalOf, start } from './open-audit.ts'

/** A request for access as consent keeps it; the id on its receipt. */
export async function recordRequest(
  { admin, store }: { readonly admin: Database; readonly store: KeyStore },
  about: Identifier,
  lapsesAt = '2027-02-21T08:00:00.000Z',
): Promise<string> {
  const { key, label } = store.getOrCreate('objection-index', '1')
  const id = signalOf(start.toISOString())
  await admin`
    INSERT INTO consent.access_request (id, subject_index, index_key, requested_at, answer_by,
      lapses_at, requested_by, agency, language)
    VALUES (${id}, ${blindIndex(key, about)}, ${label}, ${start}, '2026-12-21T08:00:00Z',
      ${lapsesAt}, 'person', 'hub', 'fr')`
  return id
}
