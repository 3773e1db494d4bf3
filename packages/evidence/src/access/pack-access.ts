import { hash } from 'node:crypto'
import { type NoteSigner, signNote } from '@unefois/audit-log'
import type { AccessAnswerV2, AccessManifest } from '@unefois/contracts'
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
}

/** The ZIP: the same parts are the same bytes, and every byte of it is signed for. */
export function packAccess({ answer, pages, proofs, policy, signer }: AccessParts): Buffer {
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
  const manifest: AccessManifest = { version: 1, hub, request: request.id, madeAt, files: listed }
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
