import type { Database } from '@unefois/database'
import { openAccess } from '@unefois/evidence'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import { blindIndex, type KeyStore } from '@unefois/sealing'
import { readZip } from '@unefois/zip'
import type { Walked } from './walk.ts'

/** What an administrator counts about a person without the function that the hub finds it by. */
export async function countEvents(
  sql: Database,
  store: KeyStore,
  { lodged, numbers, signals }: Walked,
): Promise<ReadonlySet<string>> {
  const indexes = indexesOf(store, numbers).map(index => index.toString('hex'))
  const rows = await sql<{ id: string }[]>`
    SELECT id FROM audit.event
    WHERE encode(trace_index, 'hex') = ANY (${indexes}) OR signal_id = ANY (${[...signals]}::uuid[])
    UNION SELECT id FROM audit.erasure_journal
    WHERE signal_ids && ${[...signals]}::uuid[] OR row_ids && ${[...lodged]}::text[]`
  return new Set(rows.map(({ id }) => id))
}

/** How the answer, in one part or several, differs from what an administrator counts. */
export function differences(zips: readonly Buffer[], counted: ReadonlySet<string>) {
  const told = new Set(
    zips.flatMap(zip => openAccess(zip, undefined).answer.events.map(({ id }) => id)),
  )
  return {
    told: told.size,
    missing: [...counted].filter(id => !told.has(id)).length,
    foreign: [...told].filter(id => !counted.has(id)).length,
  }
}

/** Of all answers together. */
export function sumOf(found: readonly ReturnType<typeof differences>[]) {
  const sum = (name: 'missing' | 'foreign') => found.reduce((all, each) => all + each[name], 0)
  return { missing: sum('missing'), foreign: sum('foreign') }
}

/** What an answer says of itself. */
export function factsOf(zip: Buffer) {
  const { events } = openAccess(zip, undefined).answer
  const operations = new Set(events.map(each => JSON.parse(each.first ?? '{}').operation))
  return {
    tellsOfItself: ['access-request', 'access-answer'].every(each => operations.has(each)),
    proven: events.filter(({ proof }) => proof !== undefined).length,
    secondErased: events.filter(({ secondErasedAt }) => secondErasedAt !== undefined).length,
  }
}

/** How often anything of these people is in an answer: numbers, their indexes, their signals. */
export function countTraits(zip: Buffer, store: KeyStore, people: readonly Walked[]): number {
  const text = readZip(zip)
    .map(({ bytes }) => Buffer.from(bytes).toString('latin1'))
    .join('\n')
  const traits = people.flatMap(({ lodged, numbers, signals }) => [
    ...numbers.map(({ value }) => value),
    ...signals,
    ...lodged,
    ...indexesOf(store, numbers).flatMap(index => [
      index.toString('hex'),
      index.toString('base64'),
      index.toString('base64url'),
    ]),
  ])
  return traits.filter(trait => text.includes(trait)).length
}

function indexesOf(store: KeyStore, numbers: Walked['numbers']): Buffer[] {
  store.refresh()
  const keys = store.list('trace-index')
  return numbers.flatMap(subject => {
    const parsed = parseIdentifier(subject)
    if (!parsed.ok) throw new Error('a number of the walk-through is one')
    const identifier: Identifier = parsed.identifier
    return keys.map(({ key }) => blindIndex(key, identifier))
  })
}
