import { createHash, createPublicKey, type KeyObject, verify } from 'node:crypto'
import type { AgreementText } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import type { DirectoryEntry } from './open-entry.ts'

/** What the agency knows to be its own. */
export interface OwnKeys {
  /** Whether the private half of a receiver key lies in the agency's key folder. */
  hasReceiverKey(keyId: string): boolean
  /** By id, the keys by which the agency's representatives sign; undefined: nobody told. */
  readonly signKeys: ReadonlyMap<string, KeyObject> | undefined
}

const pointBytes = 65

/**
 * The keys of a setting: points of P-256 in base64url, separated by commas, as registered.
 * @throws Error for what is no such key.
 */
export function readSignKeys(setting: string): ReadonlyMap<string, KeyObject> {
  return new Map(
    setting.split(',').map(text => {
      const point = Buffer.from(text, 'base64url')
      if (point.length !== pointBytes) throw new Error('a key of SIGN_KEYS is no point of P-256')
      const x = point.subarray(1, 33).toString('base64url')
      const y = point.subarray(33).toString('base64url')
      const key = createPublicKey({ key: { kty: 'EC', crv: 'P-256', x, y }, format: 'jwk' })
      const digest = createHash('sha256').update(point).digest('hex')
      return [`sk_${digest.slice(0, 32)}`, key] as const
    }),
  )
}

/** What an entry is about: the id of a key or the hash of an agreement, else the participant. */
export function nameOf({ first, detail }: DirectoryEntry): string {
  return detail.keyId ?? first.agreementHash ?? first.counterparty ?? first.agency
}

/**
 * Whether the agency knows what an entry says was done in its name. Undefined where there is
 * nothing to know, or no key to judge by: a retirement, a suspension, a key or an agreement while
 * the desk was not told how its agency signs.
 */
export function isKnown(
  entry: DirectoryEntry,
  agency: string,
  own: OwnKeys,
  findText: (hash: string) => AgreementText | undefined,
): boolean | undefined {
  const { first, detail } = entry
  if (first.operation === 'key-register') {
    if (first.counterparty !== agency || detail.keyId === undefined) return undefined
    return detail.use === 'seal'
      ? own.hasReceiverKey(detail.keyId)
      : own.signKeys?.has(detail.keyId)
  }
  if (first.operation !== 'agreement-activate' || own.signKeys === undefined) return undefined
  return isSigned(entry, agency, own.signKeys, findText(first.agreementHash ?? ''))
}

/** The agency's own signature (ES256, RFC 7518 §3.4), by its own key, over the very text. */
function isSigned(
  { first, detail }: DirectoryEntry,
  agency: string,
  signKeys: ReadonlyMap<string, KeyObject>,
  text: AgreementText | undefined,
): boolean {
  if (text === undefined) return false
  const signed = Buffer.from(jcs(text))
  const isText = createHash('sha256').update(signed).digest('hex') === first.agreementHash
  const [keyId, signature] =
    text.receiver === agency
      ? [detail.receiverKeyId, detail.receiverSignature]
      : [detail.senderKeyId, detail.senderSignature]
  const key = signKeys.get(keyId ?? '')
  if (!isText || key === undefined || signature === undefined) return false
  const bytes = Buffer.from(signature, 'base64url')
  return verify('sha256', signed, { key, dsaEncoding: 'ieee-p1363' }, bytes)
}
