import { errors } from 'oidc-provider'
import { limits } from '../limits.ts'

const headerMembers: ReadonlySet<string> = new Set(['alg', 'kid', 'typ'])

/**
 * What contracts.md asks of a client's assertion beyond RFC 7523: the audience is the issuer and
 * nothing else, it lives at most 60 s, and it was made after this process started (ids of used
 * assertions are kept in memory, so one from before a restart cannot be told from a replay).
 * Called after the signature was verified. @throws InvalidClientAuth.
 */
export function checkAssertion(
  claims: Readonly<Record<string, unknown>>,
  header: Readonly<Record<string, unknown>>,
  expected: { issuer: string; startedSec: number; nowSec: number },
): void {
  const { aud, iat, exp, jti, iss, sub } = claims
  const refuse = (reason: string): never => {
    throw new errors.InvalidClientAuth(reason)
  }
  if (Object.keys(header).some(name => !headerMembers.has(name))) refuse('header not allowed')
  if (aud !== expected.issuer) refuse('aud must be the issuer')
  if (iss !== sub) refuse('iss and sub must be the client')
  if (typeof jti !== 'string' || jti.length > limits.assertionIdCharsMax) refuse('jti not allowed')
  if (!Number.isInteger(iat) || !Number.isInteger(exp)) refuse('iat and exp are required')
  const issuedSec = Number(iat)
  if (Number(exp) - issuedSec > limits.assertionLifetimeSecMax) refuse('lives too long')
  if (issuedSec > expected.nowSec + limits.clockToleranceSec) refuse('issued in the future')
  if (issuedSec < expected.startedSec) refuse('issued before the issuer started')
}
