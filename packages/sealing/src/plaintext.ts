import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import { plaintextBytes } from './limits.ts'

/** `scheme|value` in ASCII, padded with zero bytes to one length for all schemes. */
export function encodeIdentifier(identifier: Identifier): Buffer {
  const bytes = Buffer.alloc(plaintextBytes)
  bytes.write(`${identifier.scheme}|${identifier.value}`, 'latin1')
  return bytes
}

/** The identifier, or undefined unless the bytes are exactly what `encodeIdentifier` writes. */
export function decodeIdentifier(bytes: Buffer): Identifier | undefined {
  const end = bytes.indexOf(0)
  const [scheme = '', value = ''] = bytes
    .toString('latin1', 0, end < 0 ? undefined : end)
    .split('|')
  const parsed = parseIdentifier({ scheme, value })
  if (!parsed.ok || !encodeIdentifier(parsed.identifier).equals(bytes)) return undefined
  return parsed.identifier
}
