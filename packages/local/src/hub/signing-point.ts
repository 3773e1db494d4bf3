import { createPublicKey } from 'node:crypto'

/** The public half of a signing key as the registry lists it: a point of P-256, uncompressed. */
export function signingPointOf(privateKeyPem: string): Buffer {
  const jwk = createPublicKey(privateKeyPem).export({ format: 'jwk' })
  const coordinates = [jwk.x ?? '', jwk.y ?? ''].map(part => Buffer.from(part, 'base64url'))
  return Buffer.concat([Buffer.from([4]), ...coordinates])
}
