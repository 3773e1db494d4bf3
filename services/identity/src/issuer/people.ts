import { randomBytes } from 'node:crypto'
import type { Configuration } from 'oidc-provider'
import type { Accounts } from '../accounts/account-list.ts'
import { limits } from '../limits.ts'

/** The id of a sign-in under way, as oidc-provider makes it: too long to be anybody's number. */
export const uidPattern = '^[A-Za-z0-9_-]{43}$'
/** Where a person chooses who they are; one address for each sign-in under way. */
export const loginPath = (uid: string): string => `/login/${uid}`
/** Where a browser is sent when a sign-in cannot go on. */
export const loginRefusedPath = '/login-refused'

/**
 * The half of the issuer that is for people: authorization code flow (RFC 6749 4.1) with PKCE
 * (RFC 7636, S256) always, `openid` alone, no refresh token. The consoles are the hub's own, so
 * nobody is asked to consent to them. Agency, agent and roles stand in the ID token.
 */
export function configurationForPeople(accounts: Accounts) {
  return {
    cookies: { keys: [randomBytes(32).toString('base64url')] },
    responseTypes: ['code'],
    pkce: { required: () => true },
    interactions: { url: (_ctx, { uid }) => loginPath(uid) },
    claims: { openid: ['sub', 'name', 'agency', 'agent', 'roles'] },
    conformIdTokenClaims: false,
    ttl: {
      ClientCredentials: limits.accessTokenLifetimeSec,
      AuthorizationCode: limits.codeLifetimeSec,
      AccessToken: limits.codeLifetimeSec,
      IdToken: limits.idTokenLifetimeSec,
      Interaction: limits.loginLifetimeSec,
      Session: limits.loginLifetimeSec,
      Grant: limits.loginLifetimeSec,
    },
    findAccount(_ctx, id) {
      const account = accounts.get(id)
      if (account === undefined) return undefined
      const { agency, agencyName, agent, roles } = account
      const name = `${id} (${agencyName})`
      return {
        accountId: id,
        claims: () => ({ sub: id, name, agency, agent, roles: [...roles] }),
      }
    },
    async loadExistingGrant(ctx) {
      const { client, session, provider } = ctx.oidc
      const granted = { clientId: client?.clientId, accountId: session?.accountId }
      const grant = new provider.Grant(granted)
      grant.addOIDCScope('openid')
      await grant.save()
      return grant
    },
  } satisfies Configuration
}
