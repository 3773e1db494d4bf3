import fastifyJwt from '@fastify/jwt'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { errorPlace } from '../error-place.ts'
import { problems } from '../errors.ts'
import type { ServiceLog } from '../events.ts'
import { limits } from '../limits.ts'
import { type Caller, callerOf } from './caller.ts'
import { createKeySet } from './key-set.ts'
import { createTokenCache } from './token-cache.ts'
import { readTokenHeader } from './token-header.ts'

export interface AuthOptions {
  /** The one issuer whose tokens count, exactly as it stands in `iss`. */
  readonly issuer: string
  /** This service's own resource indicator, e.g. `urn:unefois:hub`. */
  readonly audience: string
  readonly jwksUri?: string | undefined
}

/** Answers who is asking. @throws Problem 401 for every doubt, 503 when the issuer is silent. */
export type Authenticate = (request: FastifyRequest) => Caller | Promise<Caller>

const retryAfterIssuerSec = 5

/**
 * Verifies bearer tokens with @fastify/jwt as contracts.md says: algorithms, issuer, audience and
 * `typ` fixed, keys only from the configured issuer. Always on system time.
 */
export function createAuthenticate(
  app: FastifyInstance,
  options: AuthOptions,
  log: ServiceLog,
): Authenticate {
  const cache = createTokenCache()
  const keySet = createKeySet({
    ...options,
    onChanged: () => cache.clear(),
    onUnavailable: error => {
      const { errorName, errorCode } = errorPlace(error)
      log('issuer-keys-unavailable', { errorName, errorCode })
    },
  })
  const keys = new WeakMap<FastifyRequest, string>()
  app.register(fastifyJwt, {
    secret: (request: FastifyRequest) => Promise.resolve(keys.get(request) ?? ''),
    decode: { complete: true },
    verify: {
      algorithms: ['ES256', 'EdDSA'],
      allowedIss: options.issuer,
      allowedAud: options.audience,
      checkTyp: 'at+jwt',
      requiredClaims: ['iss', 'aud', 'exp', 'iat', 'sub', 'client_id', 'agency'],
      clockTolerance: limits.tokenClockToleranceSec * 1_000,
      cache: false,
      errorCacheTTL: -1,
    },
  })

  async function verify(request: FastifyRequest, token: string): Promise<Caller> {
    const header = readTokenHeader(token)
    if (header === undefined) throw problems['token-invalid']()
    const key = await keySet.find(header.kid).catch(() => {
      throw problems.unavailable({ retryAfterSec: retryAfterIssuerSec })
    })
    if (key === undefined || key.alg !== header.alg) throw problems['token-invalid']()
    keys.set(request, key.pem)
    const claims = await request.jwtVerify<Record<string, unknown>>().catch(() => {
      throw problems['token-invalid']()
    })
    const expiresMs = acceptableExpiryMs(claims)
    const caller = expiresMs === undefined ? undefined : callerOf(claims, expiresMs)
    if (caller === undefined) throw problems['token-invalid']()
    cache.keep(token, caller, caller.expiresMs)
    return caller
  }

  return request => {
    const token = bearerOf(request)
    return cache.find(token) ?? verify(request, token)
  }
}

function bearerOf(request: FastifyRequest): string {
  const header = request.headers.authorization
  if (header === undefined) throw problems['token-missing']()
  if (header.length > limits.tokenCharsMax || !/^Bearer /iu.test(header)) {
    throw problems['token-invalid']()
  }
  return header.slice('Bearer '.length)
}

/** `exp` in milliseconds, or undefined when the token was made to live longer than we allow. */
function acceptableExpiryMs(claims: Readonly<Record<string, unknown>>): number | undefined {
  const { exp, iat } = claims
  if (typeof exp !== 'number' || typeof iat !== 'number') return undefined
  const latest = Date.now() / 1_000 + limits.tokenClockToleranceSec
  return exp - iat <= limits.tokenLifetimeSecMax && iat <= latest ? exp * 1_000 : undefined
}
