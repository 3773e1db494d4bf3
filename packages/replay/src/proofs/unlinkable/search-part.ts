import {
  type Algorithm,
  algorithmNames,
  type Digest,
  isStored,
  type KeyedHash,
  prepareKeyed,
} from './digests.ts'

/** One text that is hashed, and how hard it is tried. */
export interface Text {
  readonly bytes: Uint8Array
  /** Of which person or thing, for the report: never the number. */
  readonly of: string
  /**
   * `likely`: under every algorithm, with salt, and under parts of values; `keyed`: under SHA-256
   * and whole values; `plain`: only without a key.
   */
  readonly tried: 'likely' | 'keyed' | 'plain'
}

/** What one thread tries: each of these keys with each text. */
export interface SearchPart {
  readonly cells: Int32Array
  readonly texts: readonly Text[]
  /** Whole values: for every text but the plain ones. */
  readonly keys: readonly Uint8Array[]
  /** Parts of values: for the likely texts. */
  readonly keyWindows: readonly Uint8Array[]
  /** Whether HMAC-SHA-256 alone could have made what is looked in. */
  readonly onlySha256?: boolean
}

/** A digest that lies somewhere. */
export interface Match {
  readonly of: string
  readonly how: string
  readonly digest: Digest
}

export interface Found {
  readonly digests: number
  readonly matched: number
  /** The first of those that matched. */
  readonly matches: readonly Match[]
}

const salting: readonly Algorithm[] = ['md5', 'sha1', 'sha256']

/** Tries every key with every text. */
export function searchPart(part: SearchPart, matchesMax: number): Found {
  const { cells, keys, keyWindows } = part
  const likely = part.texts.filter(({ tried }) => tried === 'likely')
  const others = part.texts.filter(({ tried }) => tried === 'keyed')
  const matches: Match[] = []
  const count = { digests: 0, matched: 0 }
  const look = (digest: Digest, text: Text, how: string) => {
    count.digests += 1
    if (!isStored(cells, digest)) return
    count.matched += 1
    if (matches.length < matchesMax) matches.push({ of: text.of, how, digest })
  }
  const sweep = (algorithm: Algorithm, texts: readonly Text[], under: readonly Uint8Array[]) => {
    const keyed: KeyedHash = prepareKeyed(
      algorithm,
      texts.map(text => text.bytes),
    )
    for (const key of under) {
      keyed.setKey(key)
      for (const [n, text] of texts.entries()) look(keyed.hmac(n), text, `HMAC-${algorithm}`)
    }
  }
  for (const algorithm of algorithmNames) {
    if (algorithm === 'sha256' || !part.onlySha256) sweep(algorithm, likely, keys)
  }
  sweep('sha256', others, keys)
  sweep('sha256', likely, keyWindows)
  if (part.onlySha256) return { ...count, matches }
  for (const algorithm of salting) {
    const keyed = prepareKeyed(
      algorithm,
      likely.map(text => text.bytes),
    )
    for (const key of keys) {
      keyed.setKey(key)
      for (const [n, text] of likely.entries()) {
        for (const digest of keyed.salted(n)) look(digest, text, `salted ${algorithm}`)
      }
    }
  }
  return { ...count, matches }
}
