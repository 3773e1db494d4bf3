import {
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  type KeyObject,
} from 'node:crypto'
import { SealingError } from './errors.ts'
import { keyBytes } from './limits.ts'

/**
 * DER headers of RFC 8410: node:crypto reads X25519 keys in these wrappings, HPKE wants them raw.
 */
const pkcs8Header = Buffer.from('302e020100300506032b656e04220420', 'hex')
const spkiHeader = Buffer.from('302a300506032b656e032100', 'hex')

export interface X25519KeyPair {
  readonly privateKey: KeyObject
  readonly publicKey: Buffer
}

/** A fresh pair; the public key raw, 32 bytes. */
export function generateX25519(): X25519KeyPair {
  const { privateKey, publicKey } = generateKeyPairSync('x25519')
  return { privateKey, publicKey: rawPublic(publicKey) }
}

/** @throws SealingError `receiver-key-invalid` unless the key is 32 bytes. */
export function x25519FromPrivate(raw: Uint8Array): X25519KeyPair {
  if (raw.length !== keyBytes) throw new SealingError('receiver-key-invalid')
  const der = Buffer.concat([pkcs8Header, raw])
  const privateKey = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
  der.fill(0)
  return { privateKey, publicKey: rawPublic(createPublicKey(privateKey)) }
}

/** The 32 private bytes, for a key file. */
export function rawPrivate(privateKey: KeyObject): Buffer {
  return privateKey.export({ format: 'der', type: 'pkcs8' }).subarray(pkcs8Header.length)
}

/**
 * The shared secret, 32 bytes. OpenSSL refuses a result of all zeros, as RFC 9180 §7.1.4 requires.
 *
 * @throws SealingError `receiver-key-invalid` for a point of low order or a wrong length.
 */
export function x25519(privateKey: KeyObject, rawPublicKey: Uint8Array): Buffer {
  if (rawPublicKey.length !== keyBytes) throw new SealingError('receiver-key-invalid')
  const der = Buffer.concat([spkiHeader, rawPublicKey])
  try {
    const publicKey = createPublicKey({ key: der, format: 'der', type: 'spki' })
    return diffieHellman({ privateKey, publicKey })
  } catch {
    throw new SealingError('receiver-key-invalid')
  }
}

function rawPublic(publicKey: KeyObject): Buffer {
  return publicKey.export({ format: 'der', type: 'spki' }).subarray(spkiHeader.length)
}
