import { hmacSha256 } from './hmac.ts'

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
  return hmacSha256(salt, Buffer.concat([version, suiteId, Buffer.from(label), ikm]))
}

/** LabeledExpand(prk, label, info, L) with HKDF-SHA256 (RFC 9180 §4, RFC 5869 §2.3). */
export function labeledExpand(
  suiteId: Buffer,
  prk: Uint8Array,
  label: string,
  info: Uint8Array,
  length: number,
): Buffer {
  const labeledInfo = Buffer.concat([
    Buffer.from([length >> 8, length & 0xff]),
    version,
    suiteId,
    Buffer.from(label),
    info,
  ])
  const blocks: Buffer[] = []
  let block: Buffer = empty
  for (let done = 0; done < length; done += hashBytes) {
    block = hmacSha256(prk, Buffer.concat([block, labeledInfo, Buffer.from([blocks.length + 1])]))
    blocks.push(block)
  }
  return Buffer.concat(blocks, length)
}
