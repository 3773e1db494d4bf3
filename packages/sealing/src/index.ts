export { openAtRest, sealAtRest } from './at-rest.ts'
export {
  closeOuter,
  createDataKey,
  type Kek,
  openOuter,
  unwrapDataKey,
  wrapDataKey,
} from './data-key.ts'
export { SealingError, type SealingErrorCode } from './errors.ts'
export { blindIndex, bucketOf, fingerprint } from './indexes.ts'
export { envelopeDigest, jcs } from './jcs.ts'
export { currentKek, oldKeks, overdueKeks } from './kek-rotation.ts'
export { type KeyStore, openKeyStore } from './key-store.ts'
export {
  blindIndexLength,
  bucketCount,
  kekLifeMsMax,
  kekRewrapMsMin,
  kekUseMsMax,
  outerLength,
  sealedLength,
  wrappedKeyLength,
} from './limits.ts'
export { randomOnce } from './random.ts'
export {
  generateReceiverKeys,
  publicKeyOf,
  type ReceiverKeys,
  receiverKeyId,
} from './receiver-keys.ts'
export { type OpenedSeal, type OpenSealInput, openSeal } from './seal.ts'
export type { SealContext } from './seal-context.ts'
export { createSealer, type Sealer, type SealerOptions, type SealInput } from './sealer.ts'
export { type KeyFamily, keyFamilies, type StoredKey } from './stored-key.ts'
