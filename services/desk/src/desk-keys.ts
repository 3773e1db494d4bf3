import type { Identifier } from '@unefois/identifiers'
import { parseIdentifier } from '@unefois/identifiers'
import { blindIndex, type KeyStore, openAtRest, sealAtRest } from '@unefois/sealing'

/** An identifier as the desk's database may hold it. */
export interface SealedSubject {
  readonly indexKey: string
  readonly index: Buffer
  readonly sealKey: string
  readonly sealed: Buffer
}

/** The agency's own keys, from files on its own machine. The hub has none of them. */
export interface DeskKeys {
  /** The private key, 32 bytes, of a receiver key id; old ones open old seals. */
  findReceiverKey(keyId: string): Buffer | undefined
  hasReceiverKey(): boolean
  /** Indexes and seals an identifier for one case; the case's id is bound into the seal. */
  sealSubject(identifier: Identifier, caseId: string): SealedSubject
  /** @throws when the key is not here, or the bytes are another case's or damaged. */
  openSubject(caseId: string, sealKey: string, sealed: Buffer): Identifier
  /** The key of one day under which request bodies are fingerprinted. */
  idempotencyOfDay(day: string): Buffer
  /** Destroys the keys of days before this one: their fingerprints can be tried no more. */
  destroyIdempotencyBefore(day: string): void
}

/** The index has one generation: another key would hide that a person already has a live case. */
const generation = '1'

/** Reads the desk's keys and creates what is missing, except a receiver key: that is registered. */
export function openDeskKeys(store: KeyStore): DeskKeys {
  return {
    findReceiverKey: keyId => store.find('receiver', keyId)?.key,
    hasReceiverKey: () => store.list('receiver').length > 0,
    sealSubject(identifier, caseId) {
      const index = store.getOrCreate('desk-index', generation)
      const seal = store.getOrCreate('desk-seal', generation)
      const plaintext = Buffer.from(`${identifier.scheme}|${identifier.value}`)
      return {
        indexKey: index.id,
        index: blindIndex(index.key, identifier),
        sealKey: seal.id,
        sealed: sealAtRest(seal.key, plaintext, caseId),
      }
    },
    openSubject(caseId, sealKey, sealed) {
      const stored = store.findById(sealKey)
      if (stored === undefined) throw new Error('the key that sealed this case is not here')
      const [scheme = '', value = ''] = openAtRest(stored.key, sealed, caseId).toString().split('|')
      const parsed = parseIdentifier({ scheme, value })
      if (!parsed.ok) throw new Error('a sealed identifier is not in its canonical form')
      return parsed.identifier
    },
    idempotencyOfDay: day => store.getOrCreate('idempotency', day).key,
    destroyIdempotencyBefore(day) {
      for (const { label } of store.list('idempotency')) {
        if (label < day) store.destroy('idempotency', label)
      }
    },
  }
}
