import { createHash } from 'node:crypto'
import canonicalize from 'canonicalize'
import { SealingError } from './errors.ts'

/**
 * Canonical JSON (RFC 8785): what agreements, envelopes and events are hashed over.
 *
 * @throws SealingError `not-canonical` for what JSON cannot say: NaN, lone surrogates, cycles.
 */
export function jcs(value: unknown): string {
  const text = canonicalOrUndefined(value)
  if (text === undefined) throw new SealingError('not-canonical')
  return text
}

/** SHA-256 of the delivered envelope's canonical bytes: the seal's associated data. */
export function envelopeDigest(envelope: object): Buffer {
  return createHash('sha256').update(jcs(envelope)).digest()
}

/** The library's own error could name a property; ours names nothing. */
function canonicalOrUndefined(value: unknown): string | undefined {
  try {
    return canonicalize(value)
  } catch {
    return undefined
  }
}
