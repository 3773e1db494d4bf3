import { hash } from 'node:crypto'
import { type NoteSigner, signNote } from '@unefois/audit-log'
import type { AccessAnswerV2, AccessManifest, AccessManifestV2 } from '@unefois/contracts'
import { jcs } from '@unefois/sealing'
import { writeZip, type ZipFile } from '@unefois/zip'
import { fileNames, manifestNote } from './names.ts'

/** What a person is given. */
export interface AccessParts {
  readonly answer: AccessAnswerV2
  /** Pages to read it by, named `fr.html`. */
  readonly pages: readonly { readonly name: string; readonly text: string }[]
  /** By `proofName`; each event names its own. */
  readonly proofs: readonly { readonly name: string; readonly text: string }[]
  /** Keys of the log and of its witnesses (C2SP tlog-policy). */
  readonly policy: string
  readonly signer: NoteSigner
  /** Which part of the whole answer these events are; absent when they are all of it. */
  readonly part?: AnswerPart | undefined
}

/** One part of an answer that is given in several. */
export type AnswerPart = AccessManifestV2['part']

/** The ZIP: the same parts are the same bytes, and every byte of it is signed for. */
export function packAccess({ answer, pages, part, policy, proofs, signer }: AccessParts): Buffer {
  const files = [
    ...pages,
    { name: fileNames.events, text: jcs(answer) },
    { name: fileNames.policy, text: policy },
    ...proofs,
  ].map(({ name, text }) => ({ name, bytes: Buffer.from(text) }))
  const { hub, madeAt, request } = answer
  const listed = files.map(({ name, bytes }) => ({
    name,
    bytes: bytes.length,
    sha256: digestOf(bytes).toString('base64url'),
  }))
  const of = { hub, request: request.id, madeAt, files: listed }
  const manifest: AccessManifest | AccessManifestV2 =
    part === undefined ? { version: 1, ...of } : { version: 2, part, ...of }
  const bytes = Buffer.from(jcs(manifest))
  const signature = signNote(manifestNote(hub, digestOf(bytes)), [signer])
  const sealed: ZipFile[] = [
    { name: fileNames.manifest, bytes },
    { name: fileNames.signature, bytes: Buffer.from(signature) },
  ]
  return writeZip([...files, ...sealed])
}

/** SHA-256. */
export function digestOf(bytes: Uint8Array): Buffer {
  return hash('sha256', bytes, 'buffer')
}
