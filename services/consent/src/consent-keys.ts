import type { Identifier } from '@unefois/identifiers'
import { blindIndex, bucketOf, fingerprint, type KeyStore, type StoredKey } from '@unefois/sealing'
import { firstGeneration } from './limits.ts'

/** A blind index and the label of the key that made it. */
export interface LabelledIndex {
  readonly label: string
  readonly index: Buffer
}

/** The hub's keys as this service asks for them. The folder is the gateway's too. */
export interface ConsentKeys {
  bucket(identifier: Identifier): number
  /** Under the newest generation: what is written. */
  objectionIndex(identifier: Identifier): LabelledIndex
  /** Under every generation whose rows may still live: what is read. */
  objectionIndexes(identifier: Identifier): readonly Buffer[]
  /** Under every living month: the person's signals that still wait. Makes no key. */
  signalIndexes(identifier: Identifier): readonly Buffer[]
  /** Under every living month: the person's traces. Makes no key. */
  traceIndexes(identifier: Identifier): readonly Buffer[]
  /** Under this month's key: what a new trace carries, so that the person finds it. */
  traceIndex(identifier: Identifier, nowMs: number): LabelledIndex
  idempotency(nowMs: number): StoredKey
  idempotencyOfDay(day: string): StoredKey | undefined
  /** The key that seals reminders under a generation; it dies with the generation. */
  reminderKey(generation: string): Buffer | undefined
  generations(): readonly string[]
  /** Destroys a generation's key. */
  retire(generation: string): void
  /** Reads the folder again at once: a month's key may be younger than the last look. */
  refresh(): void
}

const reminderUse = 'unefois/reminder/v1'

/**
 * Reads the hub's key families from their folder. Creation is atomic, so whichever process needs a
 * key first makes it for all; keys of signals are only read here.
 */
export function openConsentKeys(store: KeyStore): ConsentKeys {
  const generations = (): readonly StoredKey[] => {
    const known = store.list('objection-index')
    return known.length > 0 ? known : [store.getOrCreate('objection-index', firstGeneration)]
  }
  const newest = (): StoredKey =>
    generations().at(-1) ?? store.getOrCreate('objection-index', firstGeneration)
  const indexesOf = (keys: readonly StoredKey[], identifier: Identifier) =>
    keys.map(({ key }) => blindIndex(key, identifier))
  return {
    bucket: identifier => bucketOf(store.getOrCreate('bucket', 'only').key, identifier),
    objectionIndex(identifier) {
      const { key, label } = newest()
      return { label, index: blindIndex(key, identifier) }
    },
    objectionIndexes: identifier => indexesOf(generations(), identifier),
    signalIndexes: identifier => indexesOf(store.list('signal-index'), identifier),
    traceIndexes: identifier => indexesOf(store.list('trace-index'), identifier),
    traceIndex(identifier, nowMs) {
      const month = new Date(nowMs).toISOString().slice(0, 7)
      const { key, label } = store.getOrCreate('trace-index', month)
      return { label, index: blindIndex(key, identifier) }
    },
    idempotency: nowMs =>
      store.getOrCreate('idempotency', new Date(nowMs).toISOString().slice(0, 10)),
    idempotencyOfDay: day => store.find('idempotency', day),
    reminderKey(generation) {
      const stored = store.find('objection-index', generation)
      return stored === undefined ? undefined : fingerprint(stored.key, reminderUse)
    },
    generations: () => generations().map(({ label }) => label),
    retire: generation => void store.destroy('objection-index', generation),
    refresh: store.refresh,
  }
}
