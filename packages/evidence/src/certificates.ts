import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import {
  type Certificate,
  type CertificateListV2,
  type CertificateV2,
  validatorFor,
} from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import { type Fault, type FaultCode, Unproven } from './fault.ts'
import type { Trust } from './policy.ts'

type Keys = CertificateListV2['keys']

/** What was found of certificates of erasure. */
export interface CertificateReport {
  readonly kind: 'certificates'
  readonly faults: readonly Fault[]
  /** Whose keys were believed: the verifier's, or those that came with the certificates. */
  readonly trust: Trust
  readonly certificates: readonly (Certificate | CertificateV2)[]
}

/**
 * Verifies a list of certificates as the hub hands it out, or a part of one.
 * @param given the `keys` of a list that the verifier kept; else those of the list itself.
 * @throws Unproven `certificate-wrong` for what is no such list.
 */
export function verifyCertificates(bytes: Uint8Array, given?: Uint8Array): CertificateReport {
  const { items, keys: own } = readList(bytes)
  const keys = given === undefined ? own : readList(given).keys
  const known = new Map(keys.map(key => [key.keyId, key]))
  const faults: Fault[] = []
  items.forEach((item, place) => {
    const code = judge(item, known.get(item.keyId))
    if (code !== undefined) faults.push({ code, at: String(place + 1) })
  })
  return {
    kind: 'certificates',
    faults,
    trust: given === undefined ? 'own' : 'given',
    certificates: items.map(({ certificate }) => certificate),
  }
}

function readList(bytes: Uint8Array): CertificateListV2 {
  try {
    const list: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'))
    // Its list holds what the first version's did: a desk's certificates are of that one.
    const isList = validatorFor('urn:unefois:contracts:certificate-list.v2')
    if (isList(list)) return list
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
  }
  throw new Unproven('certificate-wrong')
}

function judge(
  { certificate, keyId, signature }: CertificateListV2['items'][number],
  key: Keys[number] | undefined,
): FaultCode | undefined {
  if (key === undefined) return 'certificate-key-unknown'
  const raw = Buffer.from(key.publicKey, 'base64url')
  // A key's id is made of the key: whoever kept the id knows the key by it.
  if (`sk_${hash('sha256', raw, 'hex').slice(0, 32)}` !== keyId) return 'certificate-key-unknown'
  const holds = verify(
    null,
    Buffer.from(jcs(certificate)),
    publicKeyOf(key.publicKey),
    Buffer.from(signature, 'base64url'),
  )
  return holds ? undefined : 'certificate-signature-wrong'
}

/** An Ed25519 key from its 32 bytes (RFC 8037). */
function publicKeyOf(x: string): KeyObject {
  return createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x }, format: 'jwk' })
}
