import { Unproven, verifyAccess } from '@unefois/evidence'
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
