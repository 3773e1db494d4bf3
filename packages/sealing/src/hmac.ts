import { createHmac, createSecretKey } from 'node:crypto'

/**
 * HMAC-SHA-256, 32 bytes. The key is made a KeyObject first: Node 24 takes 10 µs to accept key
 * bytes directly and 2 µs this way.
 */
export function hmacSha256(key: Uint8Array, data: Uint8Array | string): Buffer {
  return createHmac('sha256', createSecretKey(key)).update(data).digest()
}
