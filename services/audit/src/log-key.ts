import { createSigner, ed25519, formatVerifierKey, type NoteSigner } from '@unefois/audit-log'
import type { KeyStore } from '@unefois/sealing'

/** The log's name, in every checkpoint and every key of it. */
export const logOrigin = (hub: string): string => `${hub}/log`

/** The key that signs checkpoints; the first is made on demand. */
export function openLogKey(store: KeyStore, hub: string): NoteSigner {
  const { key } = store.getOrCreate('log', '1')
  // Ed25519 over the text alone: a signature of a checkpoint carries no time.
  return createSigner(logOrigin(hub), ed25519, key, () => 0)
}

/** What others know the log by. */
export function logVerifierKey(signer: NoteSigner): string {
  return formatVerifierKey(signer.verifier)
}
