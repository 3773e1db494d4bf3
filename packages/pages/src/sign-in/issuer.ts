import { createPrivateKey } from 'node:crypto'
import * as oidc from 'openid-client'
import { limits } from '../limits.ts'
import type { Pending } from './pending.ts'

/** The issuer that people sign in at, and this console as its client (private_key_jwt). */
export interface IssuerOptions {
  /** Exactly as it names itself. */
  readonly issuer: string
  readonly clientId: string
  /** PKCS #8 PEM, P-256 or Ed25519. */
  readonly clientKey: string
  readonly redirectUri: string
}

/** What the issuer says of a person: the claims of a verified ID token, and of userinfo. */
export type Claims = Readonly<Record<string, unknown>>

export interface Issuer {
  /** Where to send a person, and what to remember of it. */
  begin(): Promise<{ url: URL; state: string; nonce: string; verifier: string }>
  /** Redeems the code in the address that the issuer sent them back to. @throws on any doubt. */
  finish(address: URL, pending: Pending): Promise<Claims>
}

/**
 * OIDC authorization code flow with PKCE S256, state and nonce (openid-client, certified). The
 * ID token's signature is verified though it comes straight from the issuer; a login older than
 * its limit is refused; tokens are read here, once, and kept nowhere.
 */
export function createIssuer(options: IssuerOptions): Issuer {
  let found: Promise<oidc.Configuration> | undefined
  const configuration = (): Promise<oidc.Configuration> => {
    found ??= discover(options).catch((error: unknown) => {
      found = undefined
      throw error
    })
    return found
  }
  return {
    async begin() {
      const verifier = oidc.randomPKCECodeVerifier()
      const [state, nonce] = [oidc.randomState(), oidc.randomNonce()]
      const url = oidc.buildAuthorizationUrl(await configuration(), {
        redirect_uri: options.redirectUri,
        scope: 'openid',
        state,
        nonce,
        code_challenge: await oidc.calculatePKCECodeChallenge(verifier),
        code_challenge_method: 'S256',
        // Desks are shared: whoever comes next must not find the last one still known there.
        prompt: 'login',
        max_age: String(limits.loginAgeSecMax),
      })
      return { url, state, nonce, verifier }
    },
    async finish(address, pending) {
      const config = await configuration()
      const tokens = await oidc.authorizationCodeGrant(config, address, {
        expectedState: pending.state,
        expectedNonce: pending.nonce,
        pkceCodeVerifier: pending.verifier,
        maxAge: limits.loginAgeSecMax,
        idTokenExpected: true,
      })
      const claims = tokens.claims()
      if (claims === undefined) throw new Error('no ID token')
      const { userinfo_endpoint: userinfo } = config.serverMetadata()
      if (claims.agency !== undefined || userinfo === undefined) return claims
      return { ...(await oidc.fetchUserInfo(config, tokens.access_token, claims.sub)), ...claims }
    },
  }
}

async function discover(options: IssuerOptions): Promise<oidc.Configuration> {
  const url = new URL(options.issuer)
  const plain = url.protocol === 'http:' && ['127.0.0.1', 'localhost'].includes(url.hostname)
  const key = createPrivateKey(options.clientKey)
  const algorithm =
    key.asymmetricKeyType === 'ed25519' ? 'Ed25519' : { name: 'ECDSA', namedCurve: 'P-256' }
  return oidc.discovery(
    url,
    options.clientId,
    { redirect_uris: [options.redirectUri], id_token_signed_response_alg: 'ES256' },
    oidc.PrivateKeyJwt(key.toCryptoKey(algorithm, false, ['sign'])),
    {
      timeout: limits.issuerTimeoutSec,
      execute: [oidc.enableNonRepudiationChecks, ...(plain ? [oidc.allowInsecureRequests] : [])],
    },
  )
}
