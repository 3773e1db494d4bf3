import type { NoteSigner } from '@unefois/audit-log'
import { openAccess, packAccess, Unproven, verifyAccess } from '@unefois/evidence'
import { readZip, writeZip } from '@unefois/zip'

/** One changed byte, and how it was changed. */
export type Change = (zip: Buffer, at: number, by: number) => Buffer

/** The byte as it lies in the file. */
export const inPlace: Change = (zip, at, by) => {
  const changed = Buffer.from(zip)
  changed[at] = (changed[at] ?? 0) ^ by
  return changed
}

/** A byte of one file inside, packed again so that every CRC and length of the ZIP is right. */
export const inside: Change = (zip, at, by) => {
  const files = readZip(zip)
  const sum = files.reduce((total, { bytes }) => total + bytes.length, 0)
  let place = at % sum
  return writeZip(
    files.map(({ name, bytes }) => {
      const isHere = place >= 0 && place < bytes.length
      const changed = isHere ? inPlace(Buffer.from(bytes), place, by) : bytes
      place -= bytes.length
      return { name, bytes: changed }
    }),
  )
}

/** Whether an answer is believed by whoever kept this policy. */
export function isBelieved(zip: Buffer, policy: Buffer): boolean {
  try {
    return verifyAccess(zip, { policy }).faults.length === 0
  } catch (error) {
    if (error instanceof Unproven) return false
    throw error
  }
}

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
