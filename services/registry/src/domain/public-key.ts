import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { ParticipantKey } from '@unefois/contracts'

const pointBytes = 65
const coordinateBytes = 32
const signatureBytes = 64
const prefixes = { seal: 'rk_', sign: 'sk_' } as const

/**
 * Reads a participant's public key: the bytes, or undefined when they are not a key of its use or
 * when its id is not its fingerprint. `seal`: an X25519 key, 32 bytes (RFC 7748). `sign`: a point
 * of P-256, uncompressed, 65 bytes (SEC 1 §2.3.3).
 */
export function readPublicKey(key: ParticipantKey): Buffer | undefined {
  const bytes = Buffer.from(key.publicKey, 'base64url')
  const fits = key.use === 'seal' ? isSealKey(bytes) : readPoint(bytes) !== undefined
  // Base64url has several spellings of the same bytes: only the canonical one is a key's.
  const canonical = bytes.toString('base64url') === key.publicKey
  return fits && canonical && key.keyId === keyIdOf(key.use, bytes) ? bytes : undefined
}

/** The id of a public key: `rk_` or `sk_` and the first 128 bits of its SHA-256. */
export function keyIdOf(use: ParticipantKey['use'], bytes: Buffer): string {
  return prefixes[use] + createHash('sha256').update(bytes).digest('hex').slice(0, 32)
}

/** Verifies an ES256 signature (RFC 7518 §3.4: r and s, 32 bytes each) over exactly this text. */
export function verifyEs256(point: Buffer, signed: string, signature: Buffer): boolean {
  const key = readPoint(point)
  if (key === undefined || signature.length !== signatureBytes) return false
  return verify('sha256', Buffer.from(signed), { key, dsaEncoding: 'ieee-p1363' }, signature)
}

/** An all-zero X25519 key would give everybody the same secret (RFC 7748 §6.1). */
function isSealKey(bytes: Buffer): boolean {
  return bytes.some(byte => byte !== 0)
}

/** Undefined when the bytes are no point of the curve: the library checks it. */
function readPoint(point: Buffer): KeyObject | undefined {
  if (point.length !== pointBytes || point[0] !== 4) return undefined
  const x = point.subarray(1, 1 + coordinateBytes).toString('base64url')
  const y = point.subarray(1 + coordinateBytes).toString('base64url')
  try {
    return createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
  } catch {
    return undefined
  }
}
