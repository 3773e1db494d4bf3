import type { Caller, Role, Scope } from '@unefois/service'
import { problems } from '../errors.ts'
import type { Adviser } from '../use-cases/change-case.ts'

export const uuidPattern =
  '^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$'

/** Who may call a desk at all. */
export const deskCallers: { scopes: readonly Scope[]; roles: readonly Role[] } = {
  scopes: ['cases'],
  roles: ['adviser', 'lead'],
}

/** The agency's data protection officer. */
export const officerCallers: { scopes: readonly Scope[]; roles: readonly Role[] } = {
  scopes: ['figures', 'retention'],
  roles: ['dpo'],
}

/**
 * The person behind a token: of this desk's own agency, and named by an agent id.
 * @throws Problem 403
 */
export function adviserOf(agency: string, caller: Caller): Adviser {
  if (caller.agency !== agency) throw problems['case-agency-foreign']()
  if (caller.agent === undefined) throw problems['case-agent-missing']()
  return {
    clientId: caller.clientId,
    agent: caller.agent,
    isLead: caller.roles.includes('lead'),
  }
}

/** The case that an address names. */
export function caseIdOf(params: Readonly<Record<string, string>>): string {
  const { id } = params
  if (id === undefined) throw problems['case-not-found']()
  return id
}
