import { hash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { SealingError } from './errors.ts'

/**
 * Canonical JSON (RFC 8785): what agreements, envelopes and events are hashed over.
 *
 * @throws SealingError `not-canonical` for what JSON cannot say: NaN, lone surrogates, cycles.
 */
export function jcs(value: unknown): string {
  const text = canonicalOfStrings(value) ?? canonicalOrUndefined(value)
  if (text === undefined) throw new SealingError('not-canonical')
  return text
}

/**
 * SHA-256 of the delivered envelope's canonical bytes: the seal's associated data.
 *
 * @param envelope itself, or its `jcs` text where that is there already.
 */
export function envelopeDigest(envelope: object | string): Buffer {
  const text = typeof envelope === 'string' ? envelope : jcs(envelope)
  return Buffer.from(hash('sha256', text, 'binary'), 'binary')
}

/** Deeper than a signal or an envelope goes; a cycle ends there too. */
const nestedMax = 3

/**
 * Canonical form of plain objects that hold nothing but strings and such objects, which is what a
 * signal and an envelope are; undefined for anything else, which the library judges. It takes less
 * than half of the library's time, and they are the two that each signal needs.
 */
function canonicalOfStrings(value: unknown): string | undefined {
  const sorted = sortedStrings(value, nestedMax)
  return sorted === undefined ? undefined : JSON.stringify(sorted)
}

function sortedStrings(value: unknown, depth: number): object | undefined {
  if (typeof value !== 'object' || value === null || depth === 0) return undefined
  if (Object.getPrototypeOf(value) !== Object.prototype) return undefined
  const sorted: Record<string, unknown> = {}
  // By UTF-16 code units, as §3.2.3 has it and sort() does.
  for (const name of Object.keys(value).sort()) {
    // The engine would put a name of digits first, and take __proto__ for something else.
    if (!nameForm.test(name)) return undefined
    const held: unknown = Reflect.get(value, name)
    if (held === undefined) continue
    const isText = typeof held === 'string' && held.isWellFormed()
    const inner = isText ? held : sortedStrings(held, depth - 1)
    if (inner === undefined) return undefined
    sorted[name] = inner
  }
  return sorted
}

const nameForm = /^[A-Za-z][A-Za-z0-9]*$/u

/** The library's own error could name a property; ours names nothing. */
function canonicalOrUndefined(value: unknown): string | undefined {
  try {
    return canonicalize(value)
  } catch {
    return undefined
  }
}
