import { SignJWT } from 'jose'
import { v4 as uuid } from 'uuid'
import { type ClientKey, readClientKey } from './client-key.ts'
import { TokenError } from './errors.ts'
import { createSend, type Send } from './http.ts'
import { limits } from './limits.ts'

export interface TokenSourceOptions {
  /** The issuer exactly as it names itself; its metadata says where tokens are given. */
  readonly issuer: string
  readonly clientId: string
  /** PKCS #8 PEM, or the text of a JWK; P-256 or Ed25519. */
  readonly privateKey: string
  /** The resource the token is for (RFC 8707): `urn:unefois:hub` or `urn:unefois:desk:<agency>`. */
  readonly audience: string
  /** Space-separated; absent asks for everything the client may have. */
  readonly scope?: string | undefined
  readonly send?: Send
}

/** Gives an access token, asking the issuer only when the held one is about to expire. */
export interface TokenSource {
  /** @throws TokenError when the issuer refuses, an Error when it does not answer. */
  token(): Promise<string>
  /** Forgets the held token, after a service refused it. */
  reset(): void
  /** Lets go of the connections to the issuer. */
  close(): Promise<void>
}

/**
 * OAuth 2.0 client credentials with private_key_jwt (RFC 7523): audience = the issuer, a fresh
 * `jti`, under 60 s. Calls at the same time share one request. System time throughout.
 */
export function createTokenSource(options: TokenSourceOptions): TokenSource {
  const key = readClientKey(options.privateKey)
  const own = createSend()
  const send = options.send ?? own.send
  let endpoint: string | undefined
  let held: { token: string; renewMs: number } | undefined
  let asking: Promise<string> | undefined

  async function ask(): Promise<string> {
    endpoint ??= await discover(options.issuer, send)
    const answer = await send({
      method: 'POST',
      url: endpoint,
      headers: { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' },
      body: new URLSearchParams({
        grant_type: 'client_credentials',
        client_id: options.clientId,
        client_assertion_type: 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer',
        client_assertion: await assertion(options, key),
        resource: options.audience,
        ...(options.scope === undefined ? {} : { scope: options.scope }),
      }).toString(),
      timeoutMs: limits.callTimeoutMs,
    })
    const document: Readonly<Record<string, unknown>> = parse(answer.text)
    const { access_token: token, expires_in: lifetimeSec } = document
    if (answer.status !== 200 || typeof token !== 'string') {
      throw new TokenError(String(document.error ?? `status ${answer.status}`))
    }
    const sec = typeof lifetimeSec === 'number' ? lifetimeSec : limits.tokenLifetimeSecDefault
    held = { token, renewMs: Date.now() + sec * 1_000 - limits.tokenRenewalMs }
    return token
  }

  return {
    async token() {
      if (held !== undefined && Date.now() < held.renewMs) return held.token
      asking ??= ask().finally(() => {
        asking = undefined
      })
      return asking
    },
    reset() {
      held = undefined
    },
    close: () => own.close(),
  }
}

function assertion(options: TokenSourceOptions, key: ClientKey): Promise<string> {
  return new SignJWT()
    .setProtectedHeader({ alg: key.alg, ...(key.kid === undefined ? {} : { kid: key.kid }) })
    .setIssuer(options.clientId)
    .setSubject(options.clientId)
    .setAudience(options.issuer)
    .setJti(uuid())
    .setIssuedAt()
    .setExpirationTime(`${limits.assertionLifetimeSec}s`)
    .sign(key.key)
}

/** The token endpoint of the issuer's own metadata; it must lie on the issuer's origin. */
async function discover(issuer: string, send: Send): Promise<string> {
  const url = `${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`
  const headers = { accept: 'application/json' }
  const answer = await send({ method: 'GET', url, headers, timeoutMs: limits.callTimeoutMs })
  const metadata = parse(answer.text)
  if (answer.status !== 200 || metadata.issuer !== issuer) throw new TokenError('not_the_issuer')
  const endpoint = new URL(String(metadata.token_endpoint))
  if (endpoint.origin !== new URL(issuer).origin) throw new TokenError('endpoint_elsewhere')
  return endpoint.href
}

function parse(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}
