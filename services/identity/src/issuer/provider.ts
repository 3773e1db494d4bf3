import type { Log } from '@unefois/events'
import { errorPlace, scopes } from '@unefois/service'
import { type Configuration, errors, type KoaContextWithOIDC, Provider } from 'oidc-provider'
import type { Accounts } from '../accounts/account-list.ts'
import type { ClientsFile } from '../clients/clients-file.ts'
import type { identityEvents } from '../events.ts'
import { limits } from '../limits.ts'
import { createAdapterFactory, createSeenAssertions } from './adapter.ts'
import { checkAssertion } from './assertions.ts'
import { configurationForPeople, loginRefusedPath } from './people.ts'
import { grantedScopes, scopesOfResource } from './resources.ts'
import { createSignInStore } from './sign-in-store.ts'
import type { SigningKey } from './signing-keys.ts'

export interface IssuerOptions {
  readonly issuer: string
  readonly clients: ClientsFile
  readonly keys: readonly SigningKey[]
  readonly log: Log<typeof identityEvents>
  /** Who may sign in; absent: nobody, and the addresses for it do not exist. */
  readonly accounts?: Accounts | undefined
}

/**
 * The OAuth 2.0 issuer: client_credentials with private_key_jwt, JWT access tokens (RFC 9068) for
 * one resource (RFC 8707); with sample accounts, people too. Always on system time.
 */
export function createIssuer(options: IssuerOptions): Provider {
  const provider = new Provider(options.issuer, configurationOf(options))
  // The public address is the configured issuer's, whatever the proxy in front forwards.
  provider.proxy = true
  provider.on('client_credentials.issued', token => {
    options.log('token-issued', { clientId: String(token.clientId) })
  })
  provider.on('authorization_code.consumed', code => {
    options.log('person-signed-in', { clientId: String(code.clientId) })
  })
  provider.on('grant.error', (_ctx, error) => options.log('token-refused', { error: error.error }))
  provider.on('server_error', (_ctx, error) =>
    options.log('issuer-failed', { ...errorPlace(error) }),
  )
  return provider
}

function configurationOf(options: IssuerOptions): Configuration {
  const startedSec = Math.floor(Date.now() / 1_000)
  const signing = options.keys[0]
  if (signing === undefined) throw new Error('the issuer needs a signing key')
  const { accounts } = options
  const signIns = accounts === undefined ? undefined : createSignInStore()
  return {
    adapter: createAdapterFactory(options.clients, createSeenAssertions(), signIns),
    jwks: {
      keys: options.keys.map(({ kid, jwk }) => ({
        ...jwk,
        kty: 'EC',
        kid,
        alg: 'ES256',
        use: 'sig',
      })),
    },
    scopes: [...scopes, ...(accounts === undefined ? [] : ['openid'])],
    clientAuthMethods: ['private_key_jwt'],
    clientDefaults: { id_token_signed_response_alg: 'ES256', grant_types: ['client_credentials'] },
    enabledJWA: {
      clientAuthSigningAlgValues: ['ES256', 'EdDSA'],
      idTokenSigningAlgValues: ['ES256'],
    },
    responseTypes: ['none'],
    clockTolerance: limits.clockToleranceSec,
    ttl: { ClientCredentials: limits.accessTokenLifetimeSec },
    ...(accounts === undefined ? {} : configurationForPeople(accounts)),
    features: {
      ...switchedOff,
      clientCredentials: { enabled: true },
      ...resourcesOf(options, signing),
    },
    extraTokenClaims: (ctx, { kind }) =>
      kind === 'ClientCredentials' ? claimsOf(options.clients, ctx.oidc.client?.clientId) : {},
    assertJwtClientAuthClaimsAndHeader: async (_ctx, claims, header) => {
      const nowSec = Math.floor(Date.now() / 1_000)
      checkAssertion(claims, header, { issuer: options.issuer, startedSec, nowSec })
    },
    renderError: async (ctx, out) => {
      // A browser on its way to sign in: what was wrong is the console's business, not theirs.
      if (ctx.path.startsWith('/auth')) return ctx.redirect(loginRefusedPath)
      ctx.type = 'json'
      ctx.body = out
    },
  }
}

const switchedOff = {
  devInteractions: { enabled: false },
  userinfo: { enabled: false },
  rpInitiatedLogout: { enabled: false },
  pushedAuthorizationRequests: { enabled: false },
  dPoP: { enabled: false },
} as const satisfies Configuration['features']

function resourcesOf(options: IssuerOptions, signing: SigningKey) {
  return {
    resourceIndicators: {
      enabled: true,
      defaultResource: ctx => {
        // A person's token is for nothing but to sign in: it has no resource and opens none.
        if (!asksForItself(ctx)) return []
        throw new errors.InvalidTarget('resource is required')
      },
      getResourceServerInfo: (ctx, resource, asking) => {
        if (!asksForItself(ctx)) throw new errors.InvalidTarget()
        const client = options.clients.find(asking.clientId)
        const known = client === undefined ? undefined : scopesOfResource(resource, client)
        if (client === undefined || known === undefined) throw new errors.InvalidTarget()
        const { params } = ctx.oidc
        const asked = typeof params?.scope === 'string' ? params.scope : undefined
        const granted = grantedScopes(asked, client, known)
        if (params === undefined || granted === undefined) {
          throw new errors.CustomOIDCProviderError('invalid_scope', 'scope not allowed')
        }
        params.scope = granted.join(' ')
        return {
          scope: known.join(' '),
          audience: resource,
          accessTokenFormat: 'jwt',
          accessTokenTTL: limits.accessTokenLifetimeSec,
          jwt: { sign: { alg: 'ES256', kid: signing.kid } },
        }
      },
    },
  } satisfies Configuration['features']
}

/** Whether a client asks in its own name, not for a person who signs in. */
function asksForItself(ctx: KoaContextWithOIDC): boolean {
  return ctx.oidc.params?.grant_type === 'client_credentials'
}

/** Agency, agent and roles as the file has them at the moment of issue. */
function claimsOf(clients: ClientsFile, clientId: string | undefined): Record<string, unknown> {
  const client = clientId === undefined ? undefined : clients.find(clientId)
  if (client === undefined) throw new errors.InvalidClient('client not found')
  const { agency, agent, roles } = client
  return { agency, ...(agent === undefined ? {} : { agent }), roles: [...roles] }
}
