import { createCipheriv, createDecipheriv } from 'node:crypto'
import { SealingError } from './errors.ts'
import { keyBytes, nonceBytes, tagBytes } from './limits.ts'
import { randomOnce } from './random.ts'

/**
 * Node 24 takes a key as text 10 µs sooner than as bytes, whose kind it finds out by an exception,
 * and 2 µs sooner than as a KeyObject made for it, which is one more native object to collect.
 */
const textKey = { encoding: 'latin1' } as const

/** AES-256-GCM: ciphertext ‖ tag under a nonce that the caller never uses twice with this key. */
export function encrypt(key: Buffer, nonce: Buffer, aad: Buffer, plaintext: Buffer): Buffer {
  const sealed = Buffer.allocUnsafe(plaintext.length + tagBytes)
  encryptInto(sealed, 0, { key, nonce, aad, plaintext })
  return sealed
}

/** Writes ciphertext ‖ tag at `at`. */
function encryptInto(
  target: Buffer,
  at: number,
  input: { key: Buffer; nonce: Buffer; aad: Buffer; plaintext: Buffer },
): void {
  const cipher = createCipheriv('aes-256-gcm', input.key.toString('latin1'), input.nonce, textKey)
  cipher.setAAD(input.aad)
  target.set(cipher.update(input.plaintext), at)
  // GCM is a stream mode: final() only closes the tag and returns no bytes.
  cipher.final()
  target.set(cipher.getAuthTag(), at + input.plaintext.length)
}

/** The plaintext, or undefined when key, nonce, aad or one bit differs. */
export function decrypt(
  key: Buffer,
  nonce: Buffer,
  aad: Buffer,
  ciphertext: Buffer,
): Buffer | undefined {
  if (ciphertext.length < tagBytes) return undefined
  const decipher = createDecipheriv('aes-256-gcm', key.toString('latin1'), nonce, {
    ...textKey,
    authTagLength: tagBytes,
  })
  decipher.setAAD(aad)
  decipher.setAuthTag(ciphertext.subarray(-tagBytes))
  const body = decipher.update(ciphertext.subarray(0, -tagBytes))
  try {
    decipher.final()
    return body
  } catch {
    return undefined
  }
}

/** nonce ‖ ciphertext ‖ tag, under a fresh random nonce. Keys of 32 bytes. */
export function encryptRandomly(key: Buffer, aad: string, plaintext: Buffer): Buffer {
  checkLength(key)
  const sealed = Buffer.allocUnsafe(nonceBytes + plaintext.length + tagBytes)
  const nonce = randomOnce(nonceBytes)
  sealed.set(nonce, 0)
  encryptInto(sealed, nonceBytes, { key, nonce, aad: Buffer.from(aad), plaintext })
  return sealed
}

/** @throws SealingError `open-failed` when key, aad or one bit differs. */
export function decryptRandomly(key: Buffer, aad: string, bytes: Buffer): Buffer {
  checkLength(key)
  const nonce = bytes.subarray(0, nonceBytes)
  const opened =
    nonce.length === nonceBytes
      ? decrypt(key, nonce, Buffer.from(aad), bytes.subarray(nonceBytes))
      : undefined
  if (opened === undefined) throw new SealingError('open-failed')
  return opened
}

function checkLength(key: Buffer): void {
  if (key.length !== keyBytes) throw new SealingError('length-invalid')
}
