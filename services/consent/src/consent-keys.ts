import type { Identifier } from '@unefois/identifiers'
import { blindIndex, bucketOf, fingerprint, type KeyStore, type StoredKey } from '@unefois/sealing'
import { firstGeneration, limits } from './limits.ts'

/** A blind index and the label of the key that made it. */
export interface LabelledIndex {
  readonly label: string
  readonly index: Buffer
}

/** The hub's keys as this service asks for them. The folder is the gateway's too. */
export interface ConsentKeys {
  bucket(identifier: Identifier): number
  /** Under the newest generation that every gateway has had time to read: what is written. */
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
  /** The same, for the number that follows another. */
  successorKey(generation: string): Buffer | undefined
  /** Every generation, oldest first. Makes the first where there is none. */
  generations(): readonly StoredKey[]
  /** Makes the one after the newest, whoever else does at once. */
  beginGeneration(): StoredKey
  /** Those that are surely no longer written under. */
  pastGenerations(): readonly string[]
  /** Destroys a generation's key. */
  retire(generation: string): void
  /** Reads the folder again at once: a month's key may be younger than the last look. */
  refresh(): void
}

const reminderUse = 'unefois/reminder/v1'
const successorUse = 'unefois/successor/v1'

/**
 * Reads the hub's key families from their folder. Creation is atomic, so whichever process needs a
 * key first makes it for all; keys of signals are only read here.
 *
 * @param systemMs the system's clock, on which key files are dated.
 */
export function openConsentKeys(store: KeyStore, systemMs: () => number): ConsentKeys {
  const generations = (): readonly StoredKey[] => {
    const known = store.list('objection-index')
    return known.length > 0 ? known : [store.getOrCreate('objection-index', firstGeneration)]
  }
  const first = () => store.getOrCreate('objection-index', firstGeneration)
  const agedMs = ({ createdAt }: StoredKey) => systemMs() - Date.parse(createdAt)
  const written = (restMs: number): StoredKey =>
    generations().findLast(key => agedMs(key) >= restMs) ?? generations()[0] ?? first()
  function derived(generation: string, use: string): Buffer | undefined {
    const stored = store.find('objection-index', generation)
    return stored === undefined ? undefined : fingerprint(stored.key, use)
  }
  const indexesOf = (keys: readonly StoredKey[], identifier: Identifier) =>
    keys.map(({ key }) => blindIndex(key, identifier))
  return {
    bucket: identifier => bucketOf(store.getOrCreate('bucket', 'only').key, identifier),
    objectionIndex(identifier) {
      const { key, label } = written(limits.generationReadyMs)
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
    reminderKey: generation => derived(generation, reminderUse),
    successorKey: generation => derived(generation, successorUse),
    generations,
    beginGeneration() {
      const newest = generations().at(-1) ?? first()
      return store.getOrCreate('objection-index', String(Number(newest.label) + 1))
    },
    pastGenerations() {
      const { label } = written(limits.generationRestMs)
      return generations()
        .map(key => key.label)
        .filter(known => Number(known) < Number(label))
    },
    retire: generation => void store.destroy('objection-index', generation),
    refresh: store.refresh,
  }
}
