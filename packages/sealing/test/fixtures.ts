import { randomBytes, randomUUID } from 'node:crypto'
import { seededRandom, syntheticNir } from '@unefois/identifiers'
import {
  createSealer,
  generateReceiverKeys,
  type ReceiverKeys,
  type SealContext,
  type Sealer,
} from '../src/index.ts'

/** One receiver, one agreement, one synthetic person. */
export function sealable(keys: ReceiverKeys = generateReceiverKeys()) {
  const context: SealContext = {
    hub: 'hub.example',
    from: 'caf-13',
    to: 'cpam-13',
    agreementHash: 'ab'.repeat(32),
    receiverKeyId: keys.keyId,
  }
  return {
    keys,
    seal: {
      context,
      receiverPublicKey: keys.publicKey,
      signalId: randomUUID(),
      identifier: syntheticNir(seededRandom(1)),
      envelopeDigest: randomBytes(32),
    },
  }
}

/** A sealer whose clock stands still. */
export function fixedSealer(): Sealer {
  return createSealer({ nowMs: () => 1_000_000 })
}
