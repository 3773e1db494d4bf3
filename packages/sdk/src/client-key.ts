import { createPrivateKey, type KeyObject } from 'node:crypto'

/** A client's private key with the algorithm it signs with. */
export interface ClientKey {
  readonly key: KeyObject
  readonly alg: 'ES256' | 'EdDSA'
  readonly kid: string | undefined
}

/**
 * Reads a private key: PKCS #8 PEM, or the text of a JWK (whose `kid` is kept).
 * @throws when it is neither P-256 nor Ed25519; the message holds nothing of the key.
 */
export function readClientKey(text: string): ClientKey {
  const parsed = parse(text)
  const type = parsed.key.asymmetricKeyType
  if (type === 'ed25519') return { ...parsed, alg: 'EdDSA' }
  if (type === 'ec' && parsed.key.asymmetricKeyDetails?.namedCurve === 'prime256v1') {
    return { ...parsed, alg: 'ES256' }
  }
  throw new Error('the private key must be P-256 or Ed25519')
}

function parse(text: string): { key: KeyObject; kid: string | undefined } {
  try {
    if (!text.trimStart().startsWith('{')) return { key: createPrivateKey(text), kid: undefined }
    const jwk = JSON.parse(text)
    const kid = typeof jwk.kid === 'string' ? jwk.kid : undefined
    return { key: createPrivateKey({ key: jwk, format: 'jwk' }), kid }
  } catch {
    throw new Error('the private key is neither PKCS #8 PEM nor a JWK')
  }
}
