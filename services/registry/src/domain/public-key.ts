import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'

export type KeyUse = 'seal' | 'sign'

/** A public key that was read and found fit for its use. */
export interface PublicKey {
  readonly keyId: string
  readonly bytes: Buffer
  /** SHA-256 of the bytes, hexadecimal: what two people read to each other to compare a key. */
  readonly fingerprint: string
}

const x25519Bytes = 32
const ecdsaP256Bytes = 64
const prefixes: Readonly<Record<KeyUse, string>> = { seal: 'rk_', sign: 'sk_' }

/**
 * Reads a participant's public key. `seal`: the 32 raw bytes of an X25519 key (RFC 7748).
 * `sign`: the DER SubjectPublicKeyInfo of a P-256 key (RFC 5480).
 * Answers undefined when the bytes are not such a key.
 */
export function readPublicKey(use: KeyUse, base64url: string): PublicKey | undefined {
  const bytes = Buffer.from(base64url, 'base64url')
  if (bytes.toString('base64url') !== base64url) return undefined
  const fits = use === 'seal' ? isSealKey(bytes) : readSignKey(bytes) !== undefined
  if (!fits) return undefined
  const fingerprint = createHash('sha256').update(bytes).digest('hex')
  return { keyId: prefixes[use] + fingerprint.slice(0, 32), bytes, fingerprint }
}

/** Verifies an ES256 signature (RFC 7518 §3.4: r and s, 32 bytes each) over exactly these bytes. */
export function verifyEs256(key: Buffer, signed: Buffer, signature: Buffer): boolean {
  const publicKey = readSignKey(key)
  if (publicKey === undefined || signature.length !== ecdsaP256Bytes) return false
  return verify('sha256', signed, { key: publicKey, dsaEncoding: 'ieee-p1363' }, signature)
}

/** An all-zero X25519 key would give everybody the same secret (RFC 7748 §6.1). */
function isSealKey(bytes: Buffer): boolean {
  return bytes.length === x25519Bytes && bytes.some(byte => byte !== 0)
}

function readSignKey(der: Buffer): KeyObject | undefined {
  try {
    const key = createPublicKey({ key: der, format: 'der', type: 'spki' })
    const isP256 =
      key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1'
    return isP256 ? key : undefined
  } catch {
    return undefined
  }
}
