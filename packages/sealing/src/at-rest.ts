import { decryptRandomly, encryptRandomly } from './aead.ts'

/** A desk's identifiers in its own database: AES-256-GCM, nonce ‖ ciphertext ‖ tag. */
export function sealAtRest(key: Buffer, plaintext: Buffer, aad: string): Buffer {
  return encryptRandomly(key, aad, plaintext)
}

/** @throws SealingError `open-failed` when key, row (aad) or one bit differs. */
export function openAtRest(key: Buffer, sealed: Buffer, aad: string): Buffer {
  return decryptRandomly(key, aad, sealed)
}
