import { currentKek, type KeyStore, type StoredKey } from '@unefois/sealing'
import { dayOf, monthOf } from './domain/month.ts'

/** The hub's keys as the accept path asks for them: by instant, from files outside Postgres. */
export interface HubKeys {
  kek(nowMs: number): StoredKey
  kekById(id: string): StoredKey | undefined
  signalIndex(idMs: number): StoredKey
  traceIndex(nowMs: number): StoredKey
  /** Every generation whose rows may still live, newest first. */
  objectionIndexes(): readonly StoredKey[]
  idempotency(nowMs: number): StoredKey
  idempotencyOfDay(day: string): StoredKey | undefined
  bucket(): StoredKey
}

const kekMemoryMs = 60_000
const generationMemoryMs = 1_000

/**
 * Reads the hub's key families. The folder may be shared with the consent service and with other
 * gateways: creation is atomic, so all of them use the first key written.
 */
export function openHubKeys(store: KeyStore): HubKeys {
  let kek: { key: StoredKey; readAtMs: number } | undefined
  let generations: { keys: readonly StoredKey[]; readAtMs: number } | undefined
  return {
    kek(nowMs) {
      if (kek === undefined || Math.abs(nowMs - kek.readAtMs) > kekMemoryMs) {
        store.refresh()
        kek = { key: currentKek(store, nowMs), readAtMs: nowMs }
      }
      return kek.key
    },
    kekById: id => {
      const known = store.list('kek').find(key => key.id === id)
      if (known !== undefined) return known
      store.refresh()
      return store.list('kek').find(key => key.id === id)
    },
    signalIndex: idMs => store.getOrCreate('signal-index', monthOf(idMs)),
    traceIndex: nowMs => store.getOrCreate('trace-index', monthOf(nowMs)),
    objectionIndexes() {
      // By the system's clock: consent writes under a new one only after a minute of it.
      const nowMs = performance.now()
      if (generations === undefined || nowMs - generations.readAtMs > generationMemoryMs) {
        const known = store.list('objection-index')
        const keys =
          known.length > 0 ? known.toReversed() : [store.getOrCreate('objection-index', '1')]
        generations = { keys, readAtMs: nowMs }
      }
      return generations.keys
    },
    idempotency: nowMs => store.getOrCreate('idempotency', dayOf(nowMs)),
    idempotencyOfDay: day => store.find('idempotency', day),
    bucket: () => store.getOrCreate('bucket', 'only'),
  }
}
