import { createPrivateKey, createPublicKey, sign, verify } from 'node:crypto'
import { LogError } from './errors.ts'
import type { SignatureType } from './signature-type.ts'

/** DER around a raw key (RFC 8410): node:crypto takes no other. */
const privateHead = Buffer.from('302e020100300506032b657004220420', 'hex')
const publicHead = Buffer.from('302a300506032b6570032100', 'hex')
const seedBytes = 32
const signatureBytes = 64

/** @throws LogError `key-format` unless the seed has 32 bytes. */
export function signEd25519(seed: Buffer, message: Buffer): Buffer {
  return sign(null, message, privateKeyOf(seed))
}

/** Whether an Ed25519 signature holds (RFC 8032). Never throws. */
export function verifyEd25519(publicKey: Buffer, message: Buffer, signature: Buffer): boolean {
  if (signature.length !== signatureBytes) return false
  const key = Buffer.concat([publicHead, publicKey])
  try {
    return verify(null, message, { key, format: 'der', type: 'spki' }, signature)
  } catch {
    return false
  }
}

/** The 32 bytes of the public key. */
export function publicKeyOf(seed: Buffer): Buffer {
  const der = createPublicKey(privateKeyOf(seed)).export({ format: 'der', type: 'spki' })
  return der.subarray(publicHead.length)
}

function privateKeyOf(seed: Buffer) {
  if (seed.length !== seedBytes) throw new LogError('key-format')
  const key = Buffer.concat([privateHead, seed])
  return createPrivateKey({ key, format: 'der', type: 'pkcs8' })
}

/** Type 0x01: Ed25519 over the note's text. */
export const ed25519: SignatureType = {
  byte: 0x01,
  publicKeyBytes: 32,
  cosigns: false,
  sign: (seed, text) => signEd25519(seed, Buffer.from(text)),
  verify: (publicKey, text, signature) => verifyEd25519(publicKey, Buffer.from(text), signature),
  publicKeyOf,
}
