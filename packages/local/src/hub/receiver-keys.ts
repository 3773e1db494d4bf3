import { generateReceiverKeys, openKeyStore, publicKeyOf } from '@unefois/sealing'

/** The public half of a receiver's newest sealing key. */
export interface ReceiverPublicKey {
  readonly keyId: string
  readonly publicKey: Buffer
}

/**
 * The newest sealing key in an agency's key folder, made at the first call. In production the
 * agency makes it on its own machine and the registry's operator compares the fingerprint.
 */
export function receiverKeyIn(folder: string): ReceiverPublicKey {
  const store = openKeyStore(folder)
  const newest = [...store.list('receiver')].sort((a, b) => (a.createdAt < b.createdAt ? 1 : -1))[0]
  if (newest !== undefined) return { keyId: newest.id, publicKey: publicKeyOf(newest.key) }
  const { keyId, publicKey, privateKey } = generateReceiverKeys()
  store.put('receiver', keyId, privateKey)
  return { keyId, publicKey }
}
