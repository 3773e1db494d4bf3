import {
  cosignatureV1,
  createSigner,
  ed25519,
  formatVerifierKey,
  type NoteSigner,
} from '@unefois/audit-log'
import type { KeyStore } from '@unefois/sealing'

/**
 * The log's name, in every checkpoint and every key of it. A successor's ends with its number: the
 * second log of a hub is `hub/log/2`.
 */
export const logOrigin = (hub: string, epoch = 1): string =>
  epoch === 1 ? `${hub}/log` : `${hub}/log/${epoch}`

/** Which of a hub's logs has this name; undefined for another's. */
export function logEpochOf(hub: string, origin: string): number | undefined {
  if (origin === logOrigin(hub)) return 1
  const epoch = Number(origin.slice(origin.lastIndexOf('/') + 1))
  return Number.isInteger(epoch) && epoch > 1 && origin === logOrigin(hub, epoch)
    ? epoch
    : undefined
}

/** The name of an agency's witness at a hub. */
export const witnessName = (hub: string, agency: string): string => `${hub}/witness/${agency}`

/** The key that signs checkpoints, another one for each log of a hub; made on demand. */
export function openLogKey(store: KeyStore, hub: string, epoch = 1): NoteSigner {
  const { key } = store.getOrCreate('log', String(epoch))
  // Ed25519 over the text alone: the signature of a checkpoint carries no time.
  return createSigner(logOrigin(hub, epoch), ed25519, key, () => 0)
}

/**
 * The key by which an agency cosigns; made on demand, in the agency's own folder.
 * @param number which one: 1 for the first, one more for each that took another's place.
 */
export function openWitnessKey(
  store: KeyStore,
  parts: { hub: string; agency: string; nowSeconds: () => number; number?: number },
): NoteSigner {
  const { agency, hub, nowSeconds, number = 1 } = parts
  const { key } = store.getOrCreate('witness', String(number))
  return createSigner(witnessName(hub, agency), cosignatureV1, key, nowSeconds)
}

/** What others know a log or a witness by. */
export function verifierKeyOf(signer: NoteSigner): string {
  return formatVerifierKey(signer.verifier)
}
