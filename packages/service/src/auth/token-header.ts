/** The two members of a JOSE header that we use. */
export interface TokenHeader {
  readonly alg: 'ES256' | 'EdDSA'
  readonly kid: string
}

const allowedMembers: ReadonlySet<string> = new Set(['alg', 'kid', 'typ'])
const kidPattern = /^[A-Za-z0-9_-]{1,64}$/u

/**
 * Reads the header before any key is looked for, or undefined when it holds anything but a fixed
 * algorithm, a plain `kid` and `typ: at+jwt`. So `jku`, `x5u`, `jwk`, `x5c` (a key of the sender's
 * choosing) and every `crit` (RFC 7515 4.1.11: we understand none) end here.
 */
export function readTokenHeader(token: string): TokenHeader | undefined {
  const header = parseHeader(token)
  if (header === undefined) return undefined
  if (Object.keys(header).some(member => !allowedMembers.has(member))) return undefined
  const { alg, kid, typ } = header
  if (alg !== 'ES256' && alg !== 'EdDSA') return undefined
  if (typeof kid !== 'string' || !kidPattern.test(kid)) return undefined
  if (typ !== 'at+jwt' && typ !== 'application/at+jwt') return undefined
  return { alg, kid }
}

function parseHeader(token: string): Record<string, unknown> | undefined {
  const parts = token.split('.')
  if (parts.length !== 3 || !parts.every(part => /^[A-Za-z0-9_-]+$/u.test(part))) return undefined
  try {
    const header: unknown = JSON.parse(Buffer.from(parts[0] ?? '', 'base64url').toString('utf8'))
    if (typeof header !== 'object' || header === null || Array.isArray(header)) return undefined
    return { ...header }
  } catch {
    return undefined
  }
}
