import { hash } from 'node:crypto'
import { hasWindow } from './window-set.ts'

/** What is tried, and the bytes of the block in which HMAC pads a key (RFC 2104, FIPS 202). */
export const algorithms = {
  md5: 64,
  ripemd160: 64,
  sha1: 64,
  sha224: 64,
  sha256: 64,
  sha384: 128,
  sha512: 128,
  'sha512-256': 128,
  'sha3-256': 136,
  'sha3-384': 104,
  'sha3-512': 72,
  blake2s256: 64,
  blake2b512: 128,
} as const

export type Algorithm = keyof typeof algorithms

export const algorithmNames = Object.keys(algorithms) as Algorithm[]

/** A digest as node:crypto writes it fastest: one character a byte. */
export type Digest = string

/** One hash of these bytes. */
export function digestOf(algorithm: Algorithm, bytes: Uint8Array): Digest {
  return hash(algorithm, bytes, 'binary')
}

/**
 * Whether eight bytes of this digest lie somewhere: its first, its last, or its first as a UUID has
 * them. Whatever was cut to eight bytes or more, from either end, is found.
 */
export function isStored(cells: Int32Array, digest: Digest): boolean {
  const [high, low] = [halfAt(digest, 0), halfAt(digest, 4)]
  if (hasWindow(cells, high, low)) return true
  if (hasWindow(cells, high, low & ~0xf000)) return true
  const end = digest.length - 8
  return hasWindow(cells, halfAt(digest, end), halfAt(digest, end + 4))
}

function halfAt(digest: Digest, at: number): number {
  return (
    (digest.charCodeAt(at) << 24) |
    (digest.charCodeAt(at + 1) << 16) |
    (digest.charCodeAt(at + 2) << 8) |
    digest.charCodeAt(at + 3)
  )
}

/** The ways to hash without a key: once, as a leaf of a tree (RFC 6962), and twice. */
export const unkeyed: Readonly<Record<string, (algorithm: Algorithm, writing: Buffer) => Digest>> =
  {
    plain: digestOf,
    leaf: (algorithm, writing) => digestOf(algorithm, Buffer.concat([leafPrefix, writing])),
    twice: (algorithm, writing) => digestOf(algorithm, inner(algorithm, writing)),
    'twice in hex': (algorithm, writing) =>
      digestOf(algorithm, Buffer.from(inner(algorithm, writing).toString('hex'))),
    'leaf of hash': (algorithm, writing) =>
      digestOf(algorithm, Buffer.concat([leafPrefix, inner(algorithm, writing)])),
  }

const leafPrefix = Buffer.from([0])

function inner(algorithm: Algorithm, writing: Buffer): Buffer {
  return Buffer.from(digestOf(algorithm, writing), 'binary')
}

/** HMAC under many keys of one text: the text stays where it is, only the padded key changes. */
export interface KeyedHash {
  setKey(key: Uint8Array): void
  hmac(text: number): Digest
  /** The key before the text, and after it: a hash with salt. */
  salted(text: number): readonly Digest[]
}

const innerPad = 0x36
const outerPad = 0x5c

/** Prepares an algorithm for these texts. */
export function prepareKeyed(algorithm: Algorithm, texts: readonly Uint8Array[]): KeyedHash {
  const blockBytes = algorithms[algorithm]
  const digestBytes = digestOf(algorithm, leafPrefix).length
  const blocks = texts.map(text => Buffer.concat([Buffer.alloc(blockBytes), text]))
  const pad = Buffer.alloc(blockBytes)
  const outer = Buffer.alloc(blockBytes + digestBytes)
  let key: Uint8Array = leafPrefix
  return {
    setKey(next) {
      key = next
      const short =
        next.length > blockBytes ? Buffer.from(digestOf(algorithm, next), 'binary') : next
      pad.fill(innerPad)
      outer.fill(outerPad, 0, blockBytes)
      for (let n = 0; n < short.length; n += 1) {
        pad[n] = innerPad ^ (short[n] ?? 0)
        outer[n] = outerPad ^ (short[n] ?? 0)
      }
    },
    hmac(text) {
      const block = blocks[text]
      if (block === undefined) throw new Error('there is no such text')
      block.set(pad, 0)
      outer.write(digestOf(algorithm, block), blockBytes, 'binary')
      return digestOf(algorithm, outer)
    },
    salted(text) {
      const bytes = texts[text] ?? leafPrefix
      return [
        digestOf(algorithm, Buffer.concat([key, bytes])),
        digestOf(algorithm, Buffer.concat([bytes, key])),
      ]
    },
  }
}
