import { randomUUID } from 'node:crypto'
import { openDatabase } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { blindIndex, openKeyStore } from '@unefois/sealing'
import type { BenchHub } from '../bench-hub.ts'
import { objectedShare } from '../limits.ts'

/** Lodges the objections of one person in a hundred, as the consent service would store them. */
export async function lodgeObjections(
  bench: BenchHub,
  people: readonly Identifier[],
): Promise<number> {
  const store = openKeyStore(bench.hub.keysDir('hub'))
  const [generation] = store.list('objection-index')
  if (generation === undefined) throw new Error('the gateway has made no objection key')
  const every = Math.round(1 / objectedShare)
  const rows = people
    .filter((_, n) => n % every === 0)
    .map(person => ({
      id: randomUUID(),
      index: blindIndex(generation.key, person).toString('hex'),
    }))
  const sql = openDatabase({
    url: bench.hub.roleUrl('consent_app'),
    name: 'bench objections',
    connectionsMax: 1,
  })
  try {
    const lodgedAt = new Date(bench.hub.nowMs())
    await sql`
      INSERT INTO consent.objection (id, subject_index, index_key, lodged_at, lapses_at)
      SELECT i.id, decode(i.index, 'hex'), ${generation.label}, ${lodgedAt}::timestamptz,
        ${lodgedAt}::timestamptz + interval '24 months'
      FROM json_to_recordset(${JSON.stringify(rows)}::text::json) AS i(id uuid, index text)`
  } finally {
    await sql.end()
  }
  return rows.length
}
