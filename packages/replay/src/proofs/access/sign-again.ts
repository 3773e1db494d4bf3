import type { NoteSigner } from '@unefois/audit-log'
import { openAccess, packAccess } from '@unefois/evidence'
import { readZip } from '@unefois/zip'
import type { Change } from './change-bytes.ts'

/** Sabotage: whoever changes a page has the log's key, and signs for it again. */
export function signAgain(signer: NoteSigner): Change {
  return (zip, at, by) => {
    const files = readZip(zip)
    const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('utf8')
    const { answer } = openAccess(zip, undefined)
    const pages = files.filter(({ name }) => name.endsWith('.html'))
    const proofs = files.filter(({ name }) => name.startsWith('proofs/'))
    const policy = files.find(({ name }) => name === 'policy.txt')?.bytes ?? Buffer.alloc(0)
    const page = pages[at % pages.length]
    return packAccess({
      answer,
      pages: pages.map(({ name, bytes }) => ({
        name,
        text:
          page?.name === name
            ? `${text(bytes)}${String.fromCharCode(97 + (by % 26))}`
            : text(bytes),
      })),
      proofs: proofs.map(({ name, bytes }) => ({ name, text: text(bytes) })),
      policy: text(policy),
      signer,
    })
  }
}
