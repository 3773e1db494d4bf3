import { createHash, createPrivateKey, createPublicKey, type KeyObject } from 'node:crypto'
import type { KeyStore } from '@unefois/sealing'

/** The key that signs certificates, and how others know it. */
export interface CertificateKey {
  /** `sk_` and the first half of SHA-256 of the public key, in hexadecimal. */
  readonly keyId: string
  readonly privateKey: KeyObject
  readonly publicKey: KeyObject
  /** 32 bytes (RFC 8032), in base64url. */
  readonly publicKeyText: string
}

/** RFC 8410: node:crypto reads an Ed25519 seed in this wrapping. */
const pkcs8Header = Buffer.from('302e020100300506032b657004220420', 'hex')

/** The hub's signing keys, oldest first; the last one signs. The first is made on demand. */
export function certificateKeys(store: KeyStore): readonly CertificateKey[] {
  store.getOrCreate('certificate', '1')
  return store.list('certificate').map(({ key }) => keyOf(key))
}

function keyOf(seed: Buffer): CertificateKey {
  const der = Buffer.concat([pkcs8Header, seed])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  const publicKey = createPublicKey(privateKey)
  const { x: publicKeyText } = publicKey.export({ format: 'jwk' })
  if (publicKeyText === undefined) throw new Error('an Ed25519 key has a public half')
  const digest = createHash('sha256').update(Buffer.from(publicKeyText, 'base64url')).digest('hex')
  return { keyId: `sk_${digest.slice(0, 32)}`, privateKey, publicKey, publicKeyText }
}
