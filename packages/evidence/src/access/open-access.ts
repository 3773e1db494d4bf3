import { LogError, openNote, type Policy, parseNote } from '@unefois/audit-log'
import {
  type AccessAnswerV2,
  type AccessManifest,
  type AccessManifestV2,
  type ContractId,
  validatorFor,
} from '@unefois/contracts'
import { logEpochOf } from '@unefois/log-leaves'
import { jcs } from '@unefois/sealing'
import { readZip, ZipError, type ZipFile } from '@unefois/zip'
import { type FaultCode, Unproven } from '../fault.ts'
import { readJson } from '../json.ts'
import { readPolicy, type Trust } from '../policy.ts'
import { fileNames, manifestNote } from './names.ts'
import { type AnswerPart, digestOf } from './pack-access.ts'

/** An answer whose every byte the log's key has signed for. */
export interface OpenedAccess {
  readonly trust: Trust
  readonly policy: Policy
  readonly answer: AccessAnswerV2
  /** Which part of an answer it is; undefined for a whole one. */
  readonly part: AnswerPart | undefined
  /** The proofs, by name. */
  readonly proofs: ReadonlyMap<string, Uint8Array>
}

/**
 * Takes an answer's ZIP apart and believes it only when it is exactly what its own log, one of the
 * policy's, signed for: the ZIP is spelled in the one right way, the manifest names each file of it
 * with its SHA-256 and nothing else, and the key of the log that the answer names signed it.
 * @param given the verifier's own policy; without it that of the ZIP counts, the hub's own word.
 * @throws Unproven
 */
export function openAccess(bytes: Uint8Array, given: Uint8Array | undefined): OpenedAccess {
  const files = new Map(unpack(bytes).map(each => [each.name, each.bytes]))
  const manifestBytes = fileOf(files, fileNames.manifest)
  const manifest = readManifest(manifestBytes)
  checkFiles(files, manifest)
  const trust = given === undefined ? 'own' : 'given'
  const policy = readPolicy(given ?? fileOf(files, fileNames.policy))
  const signer = signerOf(
    fileOf(files, fileNames.signature),
    policy,
    manifestNote(manifest.hub, digestOf(manifestBytes)),
  )
  const events = fileOf(files, fileNames.events)
  const answer = readDocument<AccessAnswerV2>(events, 'access-answer.v2', 'answer-wrong')
  const isSame =
    answer.hub === manifest.hub &&
    answer.request.id === manifest.request &&
    answer.madeAt === manifest.madeAt
  const part = 'part' in manifest ? manifest.part : undefined
  if (!isSame || !isInPlace(part, answer)) throw new Unproven('answer-wrong')
  // A policy may name several logs: none of them speaks for another.
  const isOwn = signer === answer.log && logEpochOf(answer.hub, answer.log) !== undefined
  if (!isOwn) throw new Unproven('not-signed')
  const proofs = new Map([...files].filter(([name]) => name.startsWith('proofs/')))
  return { trust, policy, answer, proofs, part }
}

function readManifest(bytes: Uint8Array): AccessManifest | AccessManifestV2 {
  const isPart = Object(readJson(bytes)).version === 2
  const contract = isPart ? 'access-manifest.v2' : 'access-manifest.v1'
  return readDocument<AccessManifest | AccessManifestV2>(bytes, contract, 'manifest-wrong')
}

/** Only the first part comes after nothing, only the last goes on; each ends where it says. */
function isInPlace(part: AnswerPart | undefined, { events }: AccessAnswerV2): boolean {
  if (part === undefined) return true
  const { after, number, of, until } = part
  if ((number === 1) !== (after === undefined)) return false
  if ((number === of) !== (until === undefined) || number > of) return false
  return until === undefined || events.at(-1)?.id === until
}

function unpack(bytes: Uint8Array): readonly ZipFile[] {
  try {
    return readZip(bytes)
  } catch (error) {
    if (error instanceof ZipError) throw new Unproven('zip-not-canonical')
    throw error
  }
}

function fileOf(files: ReadonlyMap<string, Uint8Array>, name: string): Uint8Array {
  const bytes = files.get(name)
  if (bytes === undefined) throw new Unproven('files-differ', { at: name })
  return bytes
}

/** Each file as it was listed, in that order; then the manifest and its signature, and no other. */
function checkFiles(
  files: ReadonlyMap<string, Uint8Array>,
  { files: listed }: AccessManifest | AccessManifestV2,
): void {
  const names = [...listed.map(({ name }) => name), fileNames.manifest, fileNames.signature]
  const found = [...files.keys()]
  if (names.length !== found.length || names.some((name, place) => name !== found[place])) {
    throw new Unproven('files-differ')
  }
  for (const { name, bytes, sha256 } of listed) {
    const held = fileOf(files, name)
    if (held.length !== bytes || digestOf(held).toString('base64url') !== sha256) {
      throw new Unproven('file-differs', { at: name })
    }
  }
}

/** Which log of the policy has signed this very text: one signature, and no other. */
function signerOf(bytes: Uint8Array, policy: Policy, text: string): string | undefined {
  try {
    const note = parseNote(bytes)
    const signed = openNote(note, policy.logs)
    if (note.text === text && note.signatures.length === 1) return signed[0]?.verifier.name
  } catch (error) {
    if (!(error instanceof LogError)) throw error
  }
  throw new Unproven('not-signed')
}

/** A document in its one spelling: canonical, so that there is no other reading of it. */
function readDocument<Document>(bytes: Uint8Array, contract: string, code: FaultCode): Document {
  const document = readJson(bytes)
  const isValid = validatorFor(`urn:unefois:contracts:${contract}` as ContractId)
  const isSpelled = () => Buffer.from(jcs(document)).equals(bytes)
  if (document === undefined || !isValid(document) || !isSpelled()) throw new Unproven(code)
  return document as Document
}
