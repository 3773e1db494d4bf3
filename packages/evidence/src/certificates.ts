import { hash } from 'node:crypto'
import { ed25519, readFromTiles, rootOf } from '@unefois/audit-log'
import {
  type Certificate,
  type CertificateListV2,
  type CertificateV2,
  validatorFor,
} from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import { type Fault, type FaultCode, Unproven } from './fault.ts'
import { readJson } from './json.ts'
import { type ReadFile, tileAt, tileFaultOf } from './log/tile-folder.ts'
import type { Trust } from './policy.ts'

type Keys = CertificateListV2['keys']

/** What was found of certificates of erasure. */
export interface CertificateReport {
  readonly kind: 'certificates'
  readonly faults: readonly Fault[]
  /** Whose keys were believed: the verifier's, or those that came with the certificates. */
  readonly trust: Trust
  readonly certificates: readonly PlacedCertificate[]
}

/** A certificate, and the place where it stands. */
export interface PlacedCertificate {
  readonly at: string
  readonly certificate: Certificate | CertificateV2
}

/** A list as it was kept: its name is told with what is wrong in it, unless it is the only one. */
export interface CertificateFile {
  readonly name: string
  readonly bytes: Uint8Array
}

/**
 * Verifies lists of certificates as the hub hands them out, page by page, or a part of them. Each
 * certificate stands in them once: whoever counts them counts erasures.
 * @param given the `keys` of a list that the verifier kept; else those of each list itself.
 * @throws Unproven `certificate-wrong` for what is no such list.
 */
export function verifyCertificates(
  files: Iterable<CertificateFile>,
  given?: Uint8Array,
): CertificateReport {
  const trusted = given === undefined ? undefined : readList({ name: 'keys', bytes: given }).keys
  const faults: Fault[] = []
  const certificates = new Map<string, PlacedCertificate>()
  for (const file of files) {
    const { items, keys } = readList(file)
    const known = new Map((trusted ?? keys).map(key => [key.keyId, key]))
    items.forEach((item, place) => {
      const { certificate } = item
      const at = `${file.name}${file.name === '' ? '' : ' '}${place + 1}`
      const code = judge(item, known.get(item.keyId))
      if (code !== undefined) faults.push({ code, at })
      if (certificates.has(certificate.id)) faults.push({ code: 'certificate-doubled', at })
      else certificates.set(certificate.id, { at, certificate })
    })
  }
  const trust = trusted === undefined ? 'own' : 'given'
  return { kind: 'certificates', faults, trust, certificates: [...certificates.values()] }
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
  return certificates.flatMap(({ at, certificate: { checkpoint } }): Fault[] => {
    if (checkpoint === null) return []
    const { index, root, size: leaves } = checkpoint
    if (leaves > size || index >= leaves) return [{ code: 'leaves-missing', at, index }]
    try {
      return rootAt(leaves) === root ? [] : [{ code: 'checkpoint-inconsistent', at, index: leaves }]
    } catch (error) {
      return [{ code: tileFaultOf(error), at, index: leaves }]
    }
  })
}

function readList({ bytes, name }: CertificateFile): CertificateListV2 {
  const list = readJson(bytes)
  // Its list holds what the first version's did: a desk's certificates are of that one.
  const isList = validatorFor('urn:unefois:contracts:certificate-list.v2')
  if (isList(list)) return list
  throw new Unproven('certificate-wrong', name === '' ? {} : { at: name })
}

function judge(
  { certificate, keyId, signature }: CertificateListV2['items'][number],
  key: Keys[number] | undefined,
): FaultCode | undefined {
  if (key === undefined) return 'certificate-key-unknown'
  const raw = Buffer.from(key.publicKey, 'base64url')
  // A key's id is made of the key: whoever kept the id knows the key by it.
  if (`sk_${hash('sha256', raw, 'hex').slice(0, 32)}` !== keyId) return 'certificate-key-unknown'
  const text = jcs(certificate)
  const holds = ed25519.verify(raw, text, Buffer.from(signature, 'base64url'))
  return holds ? undefined : 'certificate-signature-wrong'
}
