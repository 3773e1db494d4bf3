import { randomUUID } from 'node:crypto'
import { openDatabase } from '@unefois/database'
import { parseIdentifier } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import { blindIndex, openKeyStore } from '@unefois/sealing'
import type { SyntheticPerson } from '../synthetic-people.ts'

const dayMs = 86_400_000
const keptDays = 700
/** The generation of the objection key; whoever needs it first makes it. */
const inUse = '1'

/**
 * Lodges these people's objections to every exchange, stored as the consent service stores them:
 * its own call for them comes with the person's page.
 */
export async function lodgeObjections(
  hub: Hub,
  subjects: readonly SyntheticPerson['subject'][],
): Promise<void> {
  if (subjects.length === 0) return
  const generation = openKeyStore(hub.keysDir('hub')).getOrCreate('objection-index', inUse)
  const rows = subjects.map(subject => {
    const parsed = parseIdentifier(subject)
    if (!parsed.ok) throw new Error('synthetic people have valid identifiers')
    const index = blindIndex(generation.key, parsed.identifier).toString('hex')
    return { id: randomUUID(), index, key: generation.label }
  })
  const lodgedAt = new Date(hub.nowMs())
  const lapsesAt = new Date(lodgedAt.getTime() + keptDays * dayMs)
  const sql = openDatabase({
    url: hub.databaseUrl('hub'),
    name: 'replay-objections',
    connectionsMax: 1,
  })
  try {
    await sql`
      INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at)
      SELECT o.id, decode(o.index, 'hex'), o.key, ${lodgedAt}, ${lapsesAt}
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json)
        AS o(id uuid, index text, key text)`
  } finally {
    await sql.end({ timeout: 5 })
  }
}
