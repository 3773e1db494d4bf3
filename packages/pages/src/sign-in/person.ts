import { callerOf } from '@unefois/service'
import { limits } from '../limits.ts'
import type { Claims } from './issuer.ts'
import type { Person } from './sessions.ts'

/**
 * A person as the issuer describes them: `agency`, `agent`, `roles`, `name`. Undefined without an
 * agency, an opaque agent id or a role that we know: nobody acts here unnamed in the trace.
 * Scopes are none: a session opens pages, it is no token.
 */
export function personOf(claims: Claims, clientId: string): Person | undefined {
  const { sub, agency, agent, roles, name } = claims
  const described = { client_id: clientId, sub, agency, agent, roles }
  const caller = callerOf(described, Number.POSITIVE_INFINITY)
  if (caller?.agent === undefined || caller.roles.length === 0) return undefined
  const shown = typeof name === 'string' && name !== '' ? name : caller.agent
  return { ...caller, agent: caller.agent, name: shown.slice(0, limits.personNameCharsMax) }
}
