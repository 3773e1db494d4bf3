import { deskAudience, hubAudience, type Scope, scopes } from '@unefois/service'
import type { Client } from '../clients/client-list.ts'

/** At a desk: its cases, and for its officers its figures and what it keeps. */
const deskScopes: readonly Scope[] = ['cases', 'figures', 'retention']
const nowhereElse: readonly Scope[] = ['cases']

/**
 * The scopes that a resource knows, or undefined when this client may not ask for it: everybody
 * the hub, and an agency's desk only its own clients and the hub's.
 */
export function scopesOfResource(resource: string, client: Client): readonly Scope[] | undefined {
  if (resource === hubAudience) return scopes.filter(scope => !nowhereElse.includes(scope))
  if (client.agency === 'hub') {
    return /^urn:unefois:desk:[a-z][a-z0-9-]{1,40}$/u.test(resource) ? deskScopes : undefined
  }
  return resource === deskAudience(client.agency) ? deskScopes : undefined
}

/**
 * The scopes a token for a resource will carry: those asked for, or with none asked all that the
 * client has there (RFC 6749 3.3). Undefined when one is not the client's, or none is left.
 */
export function grantedScopes(
  asked: string | undefined,
  client: Client,
  known: readonly Scope[],
): readonly string[] | undefined {
  const allowed: readonly string[] = client.scopes.filter(scope => known.includes(scope))
  const wanted = asked ? asked.split(' ') : allowed
  return wanted.length > 0 && wanted.every(scope => allowed.includes(scope)) ? wanted : undefined
}
