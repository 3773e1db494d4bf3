import { decryptRandomly, encryptRandomly } from './aead.ts'
import { SealingError } from './errors.ts'
import { keyBytes, outerLength, sealedLength, wrappedKeyLength } from './limits.ts'
import { randomOnce } from './random.ts'

/** The lock that the hub holds: one random key per signal; destroying it destroys the signal. */
export function createDataKey(): Buffer {
  return randomOnce(keyBytes)
}

/** Closes a seal under its signal's data key: nonce ‖ ciphertext ‖ tag, `outerLength` bytes. */
export function closeOuter(input: { dataKey: Buffer; signalId: string; sealed: Buffer }): Buffer {
  if (input.sealed.length !== sealedLength) throw new SealingError('length-invalid')
  return encryptRandomly(input.dataKey, input.signalId, input.sealed)
}

/** @throws SealingError `length-invalid`, or `open-failed` for another key or signal. */
export function openOuter(input: { dataKey: Buffer; signalId: string; outer: Buffer }): Buffer {
  if (input.outer.length !== outerLength) throw new SealingError('length-invalid')
  return decryptRandomly(input.dataKey, input.signalId, input.outer)
}

/** What wraps data keys: its id is recorded beside every key it wraps. */
export interface Kek {
  readonly id: string
  readonly key: Buffer
}

/** Wraps a data key for storage, bound to its signal and KEK: `wrappedKeyLength` bytes. */
export function wrapDataKey(input: { kek: Kek; dataKey: Buffer; signalId: string }): Buffer {
  if (input.dataKey.length !== keyBytes) throw new SealingError('length-invalid')
  return encryptRandomly(input.kek.key, `${input.signalId}|${input.kek.id}`, input.dataKey)
}

/** @throws SealingError `length-invalid`, or `open-failed` for another KEK or signal. */
export function unwrapDataKey(input: { kek: Kek; wrapped: Buffer; signalId: string }): Buffer {
  if (input.wrapped.length !== wrappedKeyLength) throw new SealingError('length-invalid')
  return decryptRandomly(input.kek.key, `${input.signalId}|${input.kek.id}`, input.wrapped)
}
