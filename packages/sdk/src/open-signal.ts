import type { DeliveredSignal } from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import { envelopeDigest, openOuter, openSeal, SealingError } from '@unefois/sealing'

/** Who receives, and the private keys that its seals were made for. */
export interface ReceiverIdentity {
  /** The hub's name inside every seal; the operator tells it. */
  readonly hub: string
  /** The receiver's participant id. */
  readonly agency: string
  /** The raw private key (32 bytes) of a key id (`rk_…`). Old keys open old seals: keep them. */
  findReceiverKey(keyId: string): Buffer | undefined
}

/** The person, or why the seal does not open; nothing here throws for what others sent. */
export type Opening =
  | { readonly ok: true; readonly identifier: Identifier }
  | {
      readonly ok: false
      readonly reason:
        | 'receiver-key-missing'
        | 'outer-seal-broken'
        | 'seal-length'
        | 'seal-commitment'
        | 'seal-seal'
    }

/**
 * Opens one released signal: the hub's lock with the key it gave, then the seal with our own.
 * Whatever does not open is a reason, never an exception: it harms only itself.
 * @param releaseKey the hub's answer for it, base64url.
 */
export function openReleased(
  identity: ReceiverIdentity,
  signal: DeliveredSignal,
  releaseKey: string,
): Opening {
  const { envelope, receiverKeyId, sealed } = signal.data
  const receiverPrivateKey = identity.findReceiverKey(receiverKeyId)
  if (receiverPrivateKey === undefined) return { ok: false, reason: 'receiver-key-missing' }
  const dataKey = Buffer.from(releaseKey, 'base64url')
  const outer = Buffer.from(sealed, 'base64url')
  const inner = tryOpenOuter({ dataKey, signalId: envelope.id, outer })
  if (inner === undefined) return { ok: false, reason: 'outer-seal-broken' }
  const opened = openSeal({
    context: {
      hub: identity.hub,
      from: envelope.sender,
      to: identity.agency,
      agreementHash: envelope.agreementHash,
      receiverKeyId,
    },
    receiverPrivateKey,
    signalId: envelope.id,
    sealed: inner,
    envelopeDigest: envelopeDigest(envelope),
  })
  return opened.ok ? opened : { ok: false, reason: `seal-${opened.reason}` }
}

function tryOpenOuter(input: Parameters<typeof openOuter>[0]): Buffer | undefined {
  try {
    return openOuter(input)
  } catch (error) {
    if (error instanceof SealingError) return undefined
    throw error
  }
}
