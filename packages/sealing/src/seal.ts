import { timingSafeEqual } from 'node:crypto'
import type { Identifier } from '@unefois/identifiers'
import { decrypt, encrypt } from './aead.ts'
import { SealingError } from './errors.ts'
import { exportSecret, type HpkeContext, setupReceiver } from './hpke.ts'
import { commitmentBytes, encBytes, keyBytes, nonceBytes, sealedLength } from './limits.ts'
import { decodeIdentifier, encodeIdentifier } from './plaintext.ts'
import { receiverPair } from './receiver-keys.ts'
import { contextInfo, type SealContext } from './seal-context.ts'

const exportLabel = 'unefois/seal/v1'
/** Each exported key encrypts one message, so its nonce may be constant. */
const zeroNonce = Buffer.alloc(nonceBytes)
const digestBytes = 32

export type OpenedSeal =
  | { readonly ok: true; readonly identifier: Identifier }
  | { readonly ok: false; readonly reason: 'length' | 'commitment' | 'seal' }

export interface OpenSealInput {
  readonly context: SealContext
  /** Raw, 32 bytes; the one whose id the context names. */
  readonly receiverPrivateKey: Buffer
  readonly signalId: string
  readonly sealed: Buffer
  /** SHA-256 of the delivered envelope's JCS bytes. */
  readonly envelopeDigest: Buffer
}

/**
 * Opens one seal. Expected refusals are answers: `length` when it is no seal; `commitment` when it
 * was made for another hub, pair, agreement, key or signal; `seal` when the envelope was altered or
 * the content is no identifier.
 *
 * @throws SealingError `receiver-key-invalid`, `context-invalid` when the caller's own side is
 *   broken.
 */
export function openSeal(input: OpenSealInput): OpenedSeal {
  const { sealed } = input
  if (sealed.length !== sealedLength) return { ok: false, reason: 'length' }
  const info = contextInfo(input.context)
  const receiver = receiverPair(input.receiverPrivateKey)
  const enc = sealed.subarray(0, encBytes)
  const context = setupOrUndefined(() => setupReceiver(receiver, enc, info))
  if (context === undefined) return { ok: false, reason: 'commitment' }
  const { key, commitment } = signalKey(context, input.signalId)
  const claimed = sealed.subarray(encBytes, encBytes + commitmentBytes)
  // Compared first: GCM alone lets one ciphertext open under two keys; the commitment does not.
  if (!timingSafeEqual(claimed, commitment)) return { ok: false, reason: 'commitment' }
  const ciphertext = sealed.subarray(encBytes + commitmentBytes)
  const plaintext = decrypt(key, zeroNonce, input.envelopeDigest, ciphertext)
  const identifier = plaintext === undefined ? undefined : decodeIdentifier(plaintext)
  return identifier === undefined ? { ok: false, reason: 'seal' } : { ok: true, identifier }
}

/** enc ‖ c ‖ ct ‖ tag, always `sealedLength` bytes. */
export function sealWith(
  context: HpkeContext,
  input: { signalId: string; identifier: Identifier; envelopeDigest: Buffer },
): Buffer {
  if (input.envelopeDigest.length !== digestBytes) throw new SealingError('length-invalid')
  const { key, commitment } = signalKey(context, input.signalId)
  const plaintext = encodeIdentifier(input.identifier)
  const ciphertext = encrypt(key, zeroNonce, input.envelopeDigest, plaintext)
  return Buffer.concat([context.enc, commitment, ciphertext], sealedLength)
}

/** k ‖ c: the key of one signal and the commitment to it, both from one HPKE export. */
function signalKey(context: HpkeContext, signalId: string): { key: Buffer; commitment: Buffer } {
  const exported = exportSecret(context, exportLabel + signalId, keyBytes + commitmentBytes)
  return { key: exported.subarray(0, keyBytes), commitment: exported.subarray(keyBytes) }
}

/** An `enc` of low order is a bad seal, not a fault of ours. */
function setupOrUndefined(setup: () => HpkeContext): HpkeContext | undefined {
  try {
    return setup()
  } catch (error) {
    if (error instanceof SealingError) return undefined
    throw error
  }
}
