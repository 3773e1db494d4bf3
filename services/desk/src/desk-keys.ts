import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import {
  blindIndex,
  createDataKey,
  currentKek,
  fingerprint,
  type KeyStore,
  oldKeks,
  openAtRest,
  overdueKeks,
  type StoredKey,
  sealAtRest,
  unwrapDataKey,
  wrapDataKey,
} from '@unefois/sealing'

/** What opens the identifier of one case: the case's own key, wrapped, and what it seals. */
export interface SealedCase {
  /** The id of the key that wraps. */
  readonly kek: string
  readonly wrapped: Buffer
  readonly sealed: Buffer
}

/** An identifier as the desk's database may hold it. */
export interface SealedSubject extends SealedCase {
  readonly index: Buffer
}

/** The agency's own keys, from files on its own machine. The hub has none of them. */
export interface DeskKeys {
  /** The private key, 32 bytes, of a receiver key id; old ones open old seals. */
  findReceiverKey(keyId: string): Buffer | undefined
  hasReceiverKey(): boolean
  /** The key to wrap with now; a new one when the last is a day old. */
  currentKek(at: Date): StoredKey
  findKek(id: string): StoredKey | undefined
  /** Keys whose survivors are to be wrapped anew, and which are then to be destroyed. */
  oldKeks(at: Date): readonly StoredKey[]
  /** How many outlived 48 hours: what was erased since can still be opened in a backup. */
  countOverdueKeks(at: Date): number
  destroyKek(kek: StoredKey): void
  /** Seals an identifier for one case; the case's id is bound into it. */
  sealSubject(kek: StoredKey, identifier: Identifier, caseId: string): SealedSubject
  /** By what a person is found who is held under this key. */
  indexSubject(kek: StoredKey, identifier: Identifier): Buffer
  /** Undefined when the key is not here. @throws when the bytes are another case's or damaged. */
  openSubject(caseId: string, held: SealedCase): Identifier | undefined
  /** The same case's key under another key. Undefined when the one that wraps it is not here. */
  rewrap(caseId: string, held: SealedCase, kek: StoredKey): SealedSubject | undefined
  /** The key of one day under which request bodies are fingerprinted. */
  idempotencyOfDay(day: string): Buffer
  /** Destroys the keys of days before this one: their fingerprints can be tried no more. */
  destroyIdempotencyBefore(day: string): void
}

/** Reads the desk's keys and creates what is missing, except a receiver key: that is registered. */
export function openDeskKeys(store: KeyStore): DeskKeys {
  const findKek = (id: string) => {
    const found = store.findById(id)
    return found?.family === 'kek' ? found : undefined
  }
  const unwrap = (caseId: string, { kek: id, wrapped }: SealedCase): Buffer | undefined => {
    const kek = findKek(id)
    return kek && unwrapDataKey({ kek, wrapped, signalId: caseId })
  }
  const openSubject = (caseId: string, held: SealedCase): Identifier | undefined => {
    const dataKey = unwrap(caseId, held)
    return dataKey && read(openAtRest(dataKey, held.sealed, caseId))
  }
  return {
    findReceiverKey: keyId => store.find('receiver', keyId)?.key,
    hasReceiverKey: () => store.list('receiver').length > 0,
    currentKek: at => currentKek(store, at.getTime()),
    findKek,
    oldKeks: at => oldKeks(store, at.getTime()),
    countOverdueKeks: at => overdueKeks(store, at.getTime()).length,
    destroyKek: ({ label }) => void store.destroy('kek', label),
    sealSubject(kek, identifier, caseId) {
      const dataKey = createDataKey()
      return {
        kek: kek.id,
        wrapped: wrapDataKey({ kek, dataKey, signalId: caseId }),
        sealed: sealAtRest(dataKey, written(identifier), caseId),
        index: index(kek, identifier),
      }
    },
    indexSubject: index,
    openSubject,
    rewrap(caseId, held, kek) {
      const dataKey = unwrap(caseId, held)
      const identifier = openSubject(caseId, held)
      if (dataKey === undefined || identifier === undefined) return undefined
      const wrapped = wrapDataKey({ kek, dataKey, signalId: caseId })
      return { kek: kek.id, wrapped, sealed: held.sealed, index: index(kek, identifier) }
    },
    idempotencyOfDay: day => store.getOrCreate('idempotency', day).key,
    destroyIdempotencyBefore(day) {
      for (const { label } of store.list('idempotency')) {
        if (label < day) store.destroy('idempotency', label)
      }
    },
  }
}

/** The index has a key of its own that ends with the key that wraps. */
function index(kek: StoredKey, identifier: Identifier): Buffer {
  return blindIndex(fingerprint(kek.key, 'unefois/desk-index/v1'), identifier)
}

function written({ scheme, value }: Identifier): Buffer {
  return Buffer.from(`${scheme}|${value}`)
}

function read(plaintext: Buffer): Identifier {
  const [scheme = '', value = ''] = plaintext.toString().split('|')
  const parsed = parseIdentifier({ scheme, value })
  if (!parsed.ok) throw new Error('a sealed identifier is not in its canonical form')
  return parsed.identifier
}
