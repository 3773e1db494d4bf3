import type { Signal } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { parseIdentifier } from '@unefois/identifiers'
import { blindIndex } from '@unefois/sealing'
import type { HubKeys } from '../src/hub-keys.ts'

/** The blind index under which the consent service would lodge this person's objection. */
export function subjectIndexes(keys: HubKeys, subject: Signal['subject']): Buffer {
  const parsed = parseIdentifier(subject)
  const [generation] = keys.objectionIndexes()
  if (!parsed.ok || generation === undefined) throw new Error('not a synthetic identifier')
  return blindIndex(generation.key, parsed.identifier)
}

/** The blind index by which a signal accepted at `nowMs` about this person is found. */
export function signalIndex(keys: HubKeys, subject: Signal['subject'], nowMs: number): Buffer {
  const parsed = parseIdentifier(subject)
  if (!parsed.ok) throw new Error('not a synthetic identifier')
  return blindIndex(keys.signalIndex(nowMs).key, parsed.identifier)
}

/** Lodges an objection to everything, as the consent service's own role. */
export async function lodge(
  sql: Database,
  index: Buffer,
  newId: (ms: number) => string,
): Promise<void> {
  const at = new Date('2026-11-01T00:00:00Z')
  await sql`INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at)
    VALUES (${newId(at.getTime())}, ${index}, '1', ${at}, '2028-11-01T00:00:00Z')`
}
