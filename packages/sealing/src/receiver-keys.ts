import { createHash } from 'node:crypto'
import { generateX25519, rawPrivate, type X25519KeyPair, x25519FromPrivate } from './x25519.ts'

export interface ReceiverKeys {
  /** `rk_` and 32 hexadecimal digits: the fingerprint that agreements' snapshots carry. */
  readonly keyId: string
  readonly publicKey: Buffer
  readonly privateKey: Buffer
}

/** A fresh pair for one receiver; keys are raw, 32 bytes each. */
export function generateReceiverKeys(): ReceiverKeys {
  const pair = generateX25519()
  return {
    keyId: receiverKeyId(pair.publicKey),
    publicKey: pair.publicKey,
    privateKey: rawPrivate(pair.privateKey),
  }
}

/** The id that a public key bears everywhere: the first 128 bits of its SHA-256. */
export function receiverKeyId(publicKey: Buffer): string {
  return `rk_${createHash('sha256').update(publicKey).digest('hex').slice(0, 32)}`
}

/** The public half of a raw private key, 32 bytes each. */
export function publicKeyOf(privateKey: Buffer): Buffer {
  return receiverPair(privateKey).publicKey
}

/** Keyed by the Buffer itself, so a forgotten key is forgotten here too. */
const pairs = new WeakMap<Buffer, X25519KeyPair>()

/** Parsing a private key costs more than using it: a desk opens many seals with few keys. */
export function receiverPair(privateKey: Buffer): X25519KeyPair {
  const known = pairs.get(privateKey)
  if (known !== undefined) return known
  const pair = x25519FromPrivate(privateKey)
  pairs.set(privateKey, pair)
  return pair
}
