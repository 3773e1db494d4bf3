import {
  cosignatureV1,
  createSigner,
  ed25519,
  formatVerifierKey,
  type NoteSigner,
} from '@unefois/audit-log'
import type { KeyStore } from '@unefois/sealing'

/** The log's name, in every checkpoint and every key of it. */
export const logOrigin = (hub: string): string => `${hub}/log`

/** The name of an agency's witness at a hub. */
export const witnessName = (hub: string, agency: string): string => `${hub}/witness/${agency}`

/** The key that signs checkpoints; the first is made on demand. */
export function openLogKey(store: KeyStore, hub: string): NoteSigner {
  const { key } = store.getOrCreate('log', '1')
  // Ed25519 over the text alone: the signature of a checkpoint carries no time.
  return createSigner(logOrigin(hub), ed25519, key, () => 0)
}

/** The key by which an agency cosigns; made on demand, in the agency's own folder. */
export function openWitnessKey(
  store: KeyStore,
  { hub, agency, nowSeconds }: { hub: string; agency: string; nowSeconds: () => number },
): NoteSigner {
  const { key } = store.getOrCreate('witness', '1')
  return createSigner(witnessName(hub, agency), cosignatureV1, key, nowSeconds)
}

/** What others know a log or a witness by. */
export function verifierKeyOf(signer: NoteSigner): string {
  return formatVerifierKey(signer.verifier)
}
