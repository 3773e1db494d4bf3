import type { Database } from '@unefois/database'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import type { Hub } from '@unefois/local'
import { blindIndex, bucketOf, type KeyStore, openKeyStore, unwrapDataKey } from '@unefois/sealing'

/** What the hub knows a person by, computed from its key files as its services do. */
export interface SubjectKeys {
  bucketOf(subject: Subject): number
  /**
   * The signals among `accepted`, or of the person's index, whose data key is still at the hub and
   * is a key: an objected signal keeps a row of random bytes, which opens nothing.
   */
  findLive(sql: Database, subject: Subject, accepted: readonly string[]): Promise<string[]>
}

type Subject = { readonly scheme: string; readonly value: string }

interface KeyRow {
  readonly id: string
  readonly kek: string
  readonly wrapped: Buffer
  readonly mine: boolean
}

/** Opens the hub's key files for reading. */
export function openSubjectKeys(hub: Hub): SubjectKeys {
  const store = openKeyStore(hub.keysDir('hub'))
  return {
    bucketOf: subject => bucketOf(theBucketKey(store), identifierOf(subject)),
    async findLive(sql, subject, accepted) {
      store.refresh()
      const identifier = identifierOf(subject)
      const indexes = store
        .list('signal-index')
        .map(each => blindIndex(each.key, identifier).toString('hex'))
      if (indexes.length === 0) throw new Error('the hub has no index key of signals')
      const rows = await sql<KeyRow[]>`
        WITH mine AS MATERIALIZED (
          SELECT decode(hex, 'hex') AS index FROM unnest(${indexes}::text[]) AS hex
        )
        SELECT signal_id AS id, kek, wrapped,
          subject_index IN (SELECT index FROM mine) AS mine
        FROM exchange.data_key
        WHERE signal_id = ANY (${[...accepted]}::uuid[])
          OR subject_index IN (SELECT index FROM mine)`
      return rows.filter(row => row.mine || opens(store, row)).map(row => row.id)
    },
  }
}

function theBucketKey(store: KeyStore): Buffer {
  const found = store.find('bucket', 'only')
  if (found === undefined) throw new Error('the hub has no key of buckets yet')
  return found.key
}

function opens(store: KeyStore, { id, kek, wrapped }: KeyRow): boolean {
  const key = store.list('kek').find(each => each.id === kek)
  if (key === undefined) return false
  try {
    return unwrapDataKey({ kek: key, wrapped, signalId: id }).length > 0
  } catch {
    return false
  }
}

function identifierOf(subject: Subject): Identifier {
  const parsed = parseIdentifier(subject)
  if (!parsed.ok) throw new Error('a synthetic person has a number that is none')
  return parsed.identifier
}
