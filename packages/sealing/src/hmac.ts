import { createHmac, createSecretKey, type KeyObject } from 'node:crypto'

/**
 * HMAC-SHA-256, 32 bytes. Key bytes are made a KeyObject first: Node 24 takes 10 µs to accept them
 * directly, 3 µs this way, and 2 µs when the KeyObject is already there.
 */
export function hmacSha256(key: Uint8Array | KeyObject, data: Uint8Array | string): Buffer {
  const secret = key instanceof Uint8Array ? createSecretKey(key) : key
  return createHmac('sha256', secret).update(data).digest()
}
