import type { DeliveredSignal, ReleaseAnswer } from '@unefois/contracts'
import type { Identifier } from '@unefois/identifiers'
import { envelopeDigest, openOuter, openSeal, SealingError } from '@unefois/sealing'
import type { DeskKeys } from '../desk-keys.ts'

/** A signal whose person the desk now knows. In memory only. */
export interface OpenedSignal {
  readonly signal: DeliveredSignal
  readonly identifier: Identifier
}

export type Opening =
  | { readonly ok: true; readonly identifier: Identifier }
  | { readonly ok: false; readonly reason: string }

/**
 * Opens one released signal: the hub's lock with the key that it gave, then the seal with the
 * agency's own. Whatever does not open is a reason, never an exception: it harms only itself.
 */
export function openSignal(
  deps: { keys: DeskKeys; hub: string; agency: string },
  signal: DeliveredSignal,
  release: Extract<ReleaseAnswer['releases'][number], { key: string }>,
): Opening {
  const { envelope, receiverKeyId, sealed } = signal.data
  const receiverPrivateKey = deps.keys.findReceiverKey(receiverKeyId)
  if (receiverPrivateKey === undefined) return { ok: false, reason: 'receiver-key-missing' }
  const dataKey = Buffer.from(release.key, 'base64url')
  const outer = Buffer.from(sealed, 'base64url')
  const inner = tryOpenOuter({ dataKey, signalId: envelope.id, outer })
  if (inner === undefined) return { ok: false, reason: 'outer-seal-broken' }
  const opened = openSeal({
    context: {
      hub: deps.hub,
      from: envelope.sender,
      to: deps.agency,
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
