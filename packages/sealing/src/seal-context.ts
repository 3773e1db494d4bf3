import { SealingError } from './errors.ts'

/**
 * What a seal is bound to: another hub, sender, receiver, agreement or receiver key cannot open it.
 */
export interface SealContext {
  readonly hub: string
  readonly from: string
  readonly to: string
  /** Hexadecimal SHA-256 of the agreement's text. */
  readonly agreementHash: string
  readonly receiverKeyId: string
}

/** The five parts joined by `|`: HPKE's `info`, and the name of a context in memory. */
export function contextName(context: SealContext): string {
  const { hub, from, to, agreementHash, receiverKeyId } = context
  return `${hub}|${from}|${to}|${agreementHash}|${receiverKeyId}`
}

/**
 * HPKE's `info`. A part that is empty or holds the separator would let two contexts share one name.
 *
 * @throws SealingError `context-invalid`
 */
export function contextInfo(context: SealContext): Buffer {
  const { hub, from, to, agreementHash, receiverKeyId } = context
  for (const part of [hub, from, to, agreementHash, receiverKeyId]) {
    if (!/^[0-9A-Za-z_.:-]{1,128}$/.test(part)) throw new SealingError('context-invalid')
  }
  return Buffer.from(contextName(context))
}
