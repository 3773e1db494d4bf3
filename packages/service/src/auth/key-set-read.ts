import { createPublicKey } from 'node:crypto'
import { limits } from '../limits.ts'

export interface PublicKey {
  readonly alg: 'ES256' | 'EdDSA'
  /** SubjectPublicKeyInfo as PEM. */
  readonly pem: string
}

/** Keeps the ES256 and Ed25519 signing keys of a JWK Set (RFC 7517); others are passed over. */
export function readKeys(document: unknown): ReadonlyMap<string, PublicKey> {
  const listed: unknown =
    typeof document === 'object' && document !== null && 'keys' in document ? document.keys : null
  if (!Array.isArray(listed)) throw new Error('not a key set')
  const keys = new Map<string, PublicKey>()
  for (const entry of listed.slice(0, limits.keySetKeysMax)) {
    if (typeof entry !== 'object' || entry === null) continue
    const jwk: Readonly<Record<string, unknown>> = { ...entry }
    const key = readKey(jwk)
    if (key !== undefined && typeof jwk.kid === 'string') keys.set(jwk.kid, key)
  }
  return keys
}

function readKey(jwk: Readonly<Record<string, unknown>>): PublicKey | undefined {
  const { kty, crv, use, x, y } = jwk
  if (use !== undefined && use !== 'sig') return undefined
  if (typeof x !== 'string') return undefined
  if (kty === 'EC' && crv === 'P-256' && typeof y === 'string') {
    return { alg: 'ES256', pem: toPem({ kty, crv, x, y }) }
  }
  if (kty === 'OKP' && crv === 'Ed25519') return { alg: 'EdDSA', pem: toPem({ kty, crv, x }) }
  return undefined
}

function toPem(key: { kty: string; crv: string; x: string; y?: string }): string {
  return createPublicKey({ key, format: 'jwk' }).export({ type: 'spki', format: 'pem' }).toString()
}
