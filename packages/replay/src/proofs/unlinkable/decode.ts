import {
  base64CharsMin,
  decimalCharsMax,
  decimalCharsMin,
  denseKeyBytesMax,
  hexCharsMin,
  keyBytesMax,
  keyWindowBytes,
} from './limits.ts'

/** One stored value: bytes as they are, or the text that the server writes for it. */
export type Stored = Buffer | string

const runs = {
  hex: new RegExp(`[0-9a-fA-F]{${hexCharsMin},}`, 'gu'),
  base64: new RegExp(`[0-9A-Za-z+/_-]{${base64CharsMin},}`, 'gu'),
  decimal: new RegExp(`[0-9]{${decimalCharsMin},${decimalCharsMax}}`, 'gu'),
  uuid: /[0-9a-fA-F]{8}(?:-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}/gu,
}

/**
 * All bytes that a stored value may be read as: its own, and whatever in its text is hexadecimal,
 * base64 of either alphabet, a UUID or a number of eight bytes.
 */
export function readingsOf(value: Stored): Buffer[] {
  if (typeof value === 'string') return textReadings(value)
  return isText(value) ? [value, ...textReadings(value.toString('latin1'))] : [value]
}

function textReadings(text: string): Buffer[] {
  const readings: Buffer[] = []
  for (const [run] of text.matchAll(runs.hex)) {
    // A run may begin with a digit that is not the value's: both alignments are read.
    for (const from of [0, 1]) readings.push(fromHex(run.slice(from)))
  }
  for (const [run] of text.matchAll(runs.uuid)) readings.push(...readUuid(run))
  for (const [run] of text.matchAll(runs.base64)) {
    for (const from of [0, 1, 2, 3]) readings.push(Buffer.from(run.slice(from), 'base64'))
  }
  for (const [run] of text.matchAll(runs.decimal)) readings.push(...readNumber(run))
  return readings
}

/**
 * A UUID made from a digest (versions 3, 5 and 8) has six bits of its own. They are cleared in the
 * second reading, as they are in each digest's first half.
 */
function readUuid(text: string): Buffer[] {
  const bytes = fromHex(text.replaceAll('-', ''))
  return [bytes, clearVersion(bytes)]
}

/** The first eight bytes with the bits cleared that a UUID's version takes. */
export function clearVersion(bytes: Buffer): Buffer {
  const cleared = Buffer.from(bytes.subarray(0, 8))
  cleared[6] = (cleared[6] ?? 0) & 0x0f
  return cleared
}

function readNumber(text: string): Buffer[] {
  const number = BigInt(text)
  return [number, -number].flatMap(each => {
    if (BigInt.asUintN(64, each) !== each && BigInt.asIntN(64, each) !== each) return []
    const bytes = Buffer.alloc(8)
    bytes.writeBigUInt64BE(BigInt.asUintN(64, each))
    return [bytes, Buffer.from(bytes).reverse()]
  })
}

/** Whatever of a stored value somebody might have used as a key. */
export function keysOf(value: Stored): Buffer[] {
  const keys = new Set<string>()
  if (typeof value === 'string') {
    addText(keys, value)
    for (const leaf of leavesOf(value)) addText(keys, leaf)
    for (const literal of literalsOf(value)) addText(keys, literal)
  } else {
    add(keys, value)
    if (value.length <= denseKeyBytesMax) {
      for (const encoding of ['hex', 'base64', 'base64url'] as const) {
        add(keys, Buffer.from(value.toString(encoding)))
      }
    }
    if (isText(value)) addText(keys, value.toString('latin1'))
  }
  return [...keys].map(key => Buffer.from(key, 'latin1'))
}

/** Every 16 and 32 bytes inside a value, for keys that lie within something larger. */
export function keyWindowsOf(value: Stored): Buffer[] {
  const windows: Buffer[] = []
  for (const bytes of typeof value === 'string' ? textReadings(value) : [value]) {
    const isDense = bytes.length <= denseKeyBytesMax
    for (const width of isDense ? keyWindowBytes : [32]) {
      for (let at = 0; at + width <= bytes.length; at += isDense ? 1 : 2) {
        windows.push(bytes.subarray(at, at + width))
      }
    }
  }
  return windows
}

function addText(keys: Set<string>, text: string): void {
  add(keys, Buffer.from(text))
  const run = text.replace(/^\\x/u, '')
  if (/^(?:[0-9a-fA-F]{2})+$/u.test(run)) add(keys, fromHex(run))
  if (/^[0-9a-fA-F-]{36}$/u.test(text)) {
    const digits = text.replaceAll('-', '')
    add(keys, fromHex(digits))
    add(keys, Buffer.from(digits))
  }
  if (/^[0-9A-Za-z+/_-]{2,}={0,2}$/u.test(text)) add(keys, Buffer.from(text, 'base64'))
}

function add(keys: Set<string>, key: Buffer): void {
  if (key.length > 0 && key.length <= keyBytesMax) keys.add(key.toString('latin1'))
}

/** Every name, text and number inside a text of JSON. */
function leavesOf(text: string): string[] {
  if (!/^\s*[[{]/u.test(text)) return []
  try {
    const leaves: string[] = []
    JSON.parse(text, (name, leaf) => {
      if (name !== '') leaves.push(name)
      if (typeof leaf === 'string' || typeof leaf === 'number') leaves.push(String(leaf))
      return leaf
    })
    return leaves
  } catch {
    return []
  }
}

/** What stands in quotes in the text of a function, and each word of lines and lists. */
function literalsOf(text: string): string[] {
  return [
    ...[...text.matchAll(/'([^']{1,200})'/gu)].map(([, literal = '']) => literal),
    ...(text.length <= denseKeyBytesMax ? text.split(/[\s,;:|{}"()=]+/u) : []),
  ]
}

function fromHex(digits: string): Buffer {
  return Buffer.from(digits.slice(0, digits.length - (digits.length % 2)), 'hex')
}

function isText(bytes: Buffer): boolean {
  return bytes.length > 0 && bytes.every(byte => byte >= 0x20 && byte < 0x7f)
}
