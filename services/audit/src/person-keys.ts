import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import { blindIndex, fingerprint, type KeyStore, openAtRest } from '@unefois/sealing'

/** A blind index and the label of the key that made it. */
export interface LabelledIndex {
  readonly label: string
  readonly index: Buffer
}

/** What leads from a number to what is kept of it, in memory only. */
export interface PersonKeys {
  /** Under every generation of the objection key: by which consent knows the number. */
  objectionIndexes(identifier: Identifier): readonly Buffer[]
  /** Under every living month: by which traces are found. Makes no key. */
  traceIndexes(identifier: Identifier): readonly Buffer[]
  /** Under this month's key: what a new trace carries, so that the person finds it. */
  traceIndex(identifier: Identifier, nowMs: number): LabelledIndex
  /** The number that follows another or came before it, as consent keeps it sealed. */
  openSuccession(row: { id: string; indexKey: string; other: Buffer }): Identifier
}

/** As consent derives it: the key that seals successions dies with its generation. */
const successorUse = 'unefois/successor/v1'

/**
 * Reads the hub's key families from their folder, at once: a month's key may be younger than the
 * last look.
 */
export function openPersonKeys(store: KeyStore): PersonKeys {
  store.refresh()
  const indexesOf = (family: 'objection-index' | 'trace-index', identifier: Identifier) =>
    store.list(family).map(({ key }) => blindIndex(key, identifier))
  return {
    objectionIndexes: identifier => indexesOf('objection-index', identifier),
    traceIndexes: identifier => indexesOf('trace-index', identifier),
    traceIndex(identifier, nowMs) {
      const month = new Date(nowMs).toISOString().slice(0, 7)
      const { key, label } = store.getOrCreate('trace-index', month)
      return { label, index: blindIndex(key, identifier) }
    },
    openSuccession({ id, indexKey, other }) {
      const generation = store.find('objection-index', indexKey)
      if (generation === undefined) throw new Error('a generation lives as long as its rows')
      const text = openAtRest(fingerprint(generation.key, successorUse), other, id)
      const parsed = parseIdentifier(JSON.parse(text.toString('utf8')))
      if (!parsed.ok) throw new Error('what was sealed was a number')
      return parsed.identifier
    },
  }
}
