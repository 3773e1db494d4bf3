import { publicKeyOf, signEd25519, verifyEd25519 } from './ed25519.ts'
import type { SignatureType } from './signature-type.ts'

const timeBytes = 8

/**
 * Type 0x04 (C2SP tlog-cosignature, v1): a witness states that, as of a time, the largest tree of
 * this log that it has seen has this root. The signature is the time, then Ed25519 over
 * `cosignature/v1`, the time and the checkpoint's text.
 */
export const cosignatureV1: SignatureType = {
  byte: 0x04,
  publicKeyBytes: 32,
  cosigns: true,
  sign(seed, text, atSeconds) {
    const time = Buffer.alloc(timeBytes)
    time.writeBigUInt64BE(BigInt(atSeconds))
    return Buffer.concat([time, signEd25519(seed, messageOf(text, time))])
  },
  verify(publicKey, text, signature) {
    if (signature.length <= timeBytes) return false
    const time = signature.subarray(0, timeBytes)
    // It must not exceed 2^63 - 1.
    if ((time[0] ?? 0) > 0x7f) return false
    return verifyEd25519(publicKey, messageOf(text, time), signature.subarray(timeBytes))
  },
  publicKeyOf,
}

/** When a cosignature was made: POSIX seconds. Undefined for bytes that are none. */
export function timeOf(signature: Buffer): number | undefined {
  if (signature.length <= timeBytes) return undefined
  return Number(signature.readBigUInt64BE())
}

function messageOf(text: string, time: Buffer): Buffer {
  return Buffer.from(`cosignature/v1\ntime ${time.readBigUInt64BE()}\n${text}`)
}
