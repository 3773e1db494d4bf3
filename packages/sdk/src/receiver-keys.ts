import { openKeyStore } from '@unefois/sealing'
import type { ReceiverIdentity } from './open-signal.ts'

/**
 * The receiver keys of a folder, as `unefois keys new receiver` and a desk write them. A key that
 * is added while the program runs is found too.
 * @throws SealingError when others may read the folder or a file is damaged.
 */
export function receiverKeysIn(folder: string): ReceiverIdentity['findReceiverKey'] {
  const store = openKeyStore(folder)
  return keyId => store.find('receiver', keyId)?.key
}
