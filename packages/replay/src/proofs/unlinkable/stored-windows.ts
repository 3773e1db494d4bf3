import { clearVersion, keysOf, keyWindowsOf, readingsOf } from './decode.ts'
import type { Digest } from './digests.ts'
import { keysMax, keyWindowsMax, windowBytes, windowsMax } from './limits.ts'
import type { Dump, DumpedValue } from './read-dump.ts'
import { createWindowSet, type WindowSet } from './window-set.ts'

/** Every eight bytes of these values, in every reading. */
export function windowsOf(values: readonly DumpedValue[]): WindowSet {
  let room = 0
  for (const { value } of values) {
    for (const reading of readingsOf(value)) room += Math.max(0, reading.length - windowBytes + 1)
  }
  const set = createWindowSet(Math.min(room, windowsMax))
  for (const { value } of values) for (const reading of readingsOf(value)) set.add(reading)
  return set
}

/** Every value as a key, and every part of one; each once. @throws when there are too many. */
export function collectKeys(dump: Dump) {
  const keys = new Set<string>()
  const windows = new Set<string>()
  for (const { value } of dump.values) {
    for (const key of keysOf(value)) keys.add(key.toString('latin1'))
    for (const window of keyWindowsOf(value)) windows.add(window.toString('latin1'))
  }
  for (const key of keys) windows.delete(key)
  if (keys.size > keysMax || windows.size > keyWindowsMax) {
    throw new Error(`${keys.size} keys and ${windows.size} parts are more than are tried`)
  }
  return { keys: toBuffers(keys), keyWindows: toBuffers(windows) }
}

/** The columns in which eight bytes of a digest lie. */
export function columnsWith(values: readonly DumpedValue[], digest: Digest): string[] {
  const bytes = Buffer.from(digest, 'binary')
  const parts = [bytes.subarray(0, 8), clearVersion(bytes), bytes.subarray(-8)]
  const holds = ({ value }: DumpedValue) =>
    readingsOf(value).some(reading => parts.some(part => reading.includes(part)))
  return [...new Set(values.filter(holds).map(({ column }) => column))]
}

function toBuffers(texts: Iterable<string>): Buffer[] {
  return Array.from(texts, text => Buffer.from(text, 'latin1'))
}
