import { type HmacKey, hmacSha256 } from './hmac.ts'

/** RFC 9180 §4: every derivation carries the version, the suite and a label of its own. */
const version = Buffer.from('HPKE-v1')
const hashBytes = 32
const empty = Buffer.alloc(0)

/** LabeledExtract(salt, label, ikm) with HKDF-SHA256 (RFC 9180 §4, RFC 5869 §2.2). */
export function labeledExtract(
  suiteId: Buffer,
  salt: Uint8Array,
  label: string,
  ikm: Uint8Array,
): Buffer {
  return hmacSha256(salt, version, suiteId, label, ikm)
}

/** LabeledExpand(prk, label, info, L) with HKDF-SHA256 (RFC 9180 §4, RFC 5869 §2.3). */
export function labeledExpand(
  suiteId: Buffer,
  prk: Uint8Array | HmacKey,
  label: string,
  info: Uint8Array | string,
  length: number,
): Buffer {
  const expanded = Buffer.alloc(length)
  const lengthBytes = Buffer.from([length >> 8, length & 0xff])
  let block: Buffer = empty
  for (let done = 0, count = 1; done < length; done += hashBytes, count += 1) {
    const counter = Buffer.from([count])
    block = hmacSha256(prk, block, lengthBytes, version, suiteId, label, info, counter)
    block.copy(expanded, done)
  }
  return expanded
}
