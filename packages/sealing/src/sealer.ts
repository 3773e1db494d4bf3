import type { Identifier } from '@unefois/identifiers'
import { SealingError } from './errors.ts'
import { wipeHmacKey } from './hmac.ts'
import { type HpkeContext, setupSender } from './hpke.ts'
import { contextAgeMsMax, contextSignalsMax, contextsMax } from './limits.ts'
import { receiverKeyId } from './receiver-keys.ts'
import { sealWith } from './seal.ts'
import { contextInfo, contextName, type SealContext } from './seal-context.ts'

export interface SealInput {
  readonly context: SealContext
  /** Raw, 32 bytes; its fingerprint must be the context's `receiverKeyId`. */
  readonly receiverPublicKey: Buffer
  readonly signalId: string
  readonly identifier: Identifier
  /** SHA-256 of the delivered envelope's JCS bytes. */
  readonly envelopeDigest: Buffer
}

export interface SealerOptions {
  readonly nowMs: () => number
  readonly contextAgeMsMax?: number
  readonly contextSignalsMax?: number
  readonly contextsMax?: number
}

export interface Sealer {
  /** enc ‖ commitment ‖ ciphertext ‖ tag, always `sealedLength` bytes. */
  seal(input: SealInput): Buffer
  /** How many HPKE setups are in memory. */
  contextCount(): number
  /** Forgets every setup at once. */
  close(): void
}

interface Setup {
  readonly hpke: HpkeContext
  readonly madeAtMs: number
  signals: number
}

/**
 * Seals identifiers. One HPKE setup serves a receiver key and agreement for at most a second and a
 * thousand signals: the costly part is shared, while each signal has a key of its own.
 */
export function createSealer(options: SealerOptions): Sealer {
  const ageMsMax = options.contextAgeMsMax ?? contextAgeMsMax
  const signalsMax = options.contextSignalsMax ?? contextSignalsMax
  const countMax = options.contextsMax ?? contextsMax
  // In order of creation: the first is always the next to expire and the next to make room.
  const setups = new Map<string, Setup>()
  let sweeping: NodeJS.Timeout | undefined

  const fresh = (setup: Setup, nowMs: number): boolean =>
    nowMs >= setup.madeAtMs && nowMs - setup.madeAtMs < ageMsMax
  const forget = (name: string, setup: Setup): void => {
    wipeHmacKey(setup.hpke.exporter)
    setups.delete(name)
  }
  const sweep = (): void => {
    const nowMs = options.nowMs()
    for (const [name, setup] of setups) if (!fresh(setup, nowMs)) forget(name, setup)
    clearTimeout(sweeping)
    // So that a secret does not outlive its second in a process that has gone quiet.
    sweeping = setups.size === 0 ? undefined : setTimeout(sweep, ageMsMax).unref()
  }
  const setupFor = (input: SealInput): Setup => {
    const name = contextName(input.context)
    const nowMs = options.nowMs()
    const known = setups.get(name)
    if (known !== undefined && fresh(known, nowMs) && known.signals < signalsMax) return known
    if (known !== undefined) forget(name, known)
    for (const [oldest, setup] of setups) {
      if (setups.size < countMax && fresh(setup, nowMs)) break
      forget(oldest, setup)
    }
    const made = { hpke: setUp(input), madeAtMs: nowMs, signals: 0 }
    setups.set(name, made)
    sweeping ??= setTimeout(sweep, ageMsMax).unref()
    return made
  }
  return {
    seal(input) {
      const setup = setupFor(input)
      setup.signals += 1
      return sealWith(setup.hpke, input)
    },
    contextCount: () => setups.size,
    close() {
      for (const [name, setup] of setups) forget(name, setup)
      clearTimeout(sweeping)
      sweeping = undefined
    },
  }
}

function setUp(input: SealInput): HpkeContext {
  if (receiverKeyId(input.receiverPublicKey) !== input.context.receiverKeyId) {
    throw new SealingError('receiver-key-invalid')
  }
  return setupSender(input.receiverPublicKey, contextInfo(input.context))
}
