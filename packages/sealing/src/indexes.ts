import type { Identifier } from '@unefois/identifiers'
import { hmacKeyOf, hmacSha256 } from './hmac.ts'
import { bucketCount } from './limits.ts'

/**
 * HMAC-SHA-256(key, "v1|scheme|canonical id"), 32 bytes. Personal data still: with its key, all
 * identifiers can be tried in hours; so the key lives in a file and dies with its month.
 */
export function blindIndex(key: Buffer, identifier: Identifier): Buffer {
  return hmacSha256(hmacKeyOf(key), `v1|${identifier.scheme}|${identifier.value}`)
}

/** 0 to 1,023: which advisory lock serialises this subject's accepts and objections. */
export function bucketOf(key: Buffer, identifier: Identifier): number {
  return blindIndex(key, identifier).readUInt16BE(0) % bucketCount
}

/** Keyed fingerprint of a body, 32 bytes: a plain hash of a body with a NIR is an identifier. */
export function fingerprint(key: Buffer, bytes: Buffer | string): Buffer {
  return hmacSha256(hmacKeyOf(key), bytes)
}
