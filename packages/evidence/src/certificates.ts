import { createPublicKey, hash, type KeyObject, verify } from 'node:crypto'
import { readFromTiles, rootOf } from '@unefois/audit-log'
import {
  type Certificate,
  type CertificateListV2,
  type CertificateV2,
  validatorFor,
} from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import { type Fault, type FaultCode, Unproven } from './fault.ts'
import { type ReadFile, tileAt, tileFaultOf } from './log/tile-folder.ts'
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

/**
 * Whether the states of the log that certificates name are states of the tree in this folder: a
 * certificate cannot stand over another history than the one that witnesses have cosigned.
 * @param size of the tree that the tiles are of.
 */
export function judgeCertificateStates(
  certificates: CertificateReport['certificates'],
  size: number,
  readFile: ReadFile,
): Fault[] {
  const read = readFromTiles(size, tileAt(readFile))
  const roots = new Map<number, string>()
  const rootAt = (leaves: number) => {
    const known = roots.get(leaves) ?? rootOf(read, leaves).toString('base64')
    roots.set(leaves, known)
    return known
  }
  return certificates.flatMap(({ checkpoint }, place): Fault[] => {
    if (checkpoint === null) return []
    const at = String(place + 1)
    const { index, root, size: leaves } = checkpoint
    if (leaves > size || index >= leaves) return [{ code: 'leaves-missing', at, index }]
    try {
      return rootAt(leaves) === root ? [] : [{ code: 'checkpoint-inconsistent', at, index: leaves }]
    } catch (error) {
      return [{ code: tileFaultOf(error), at, index: leaves }]
    }
  })
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
