/** Roles of people and of services (contracts.md, Tokens). */
export const roles = [
  'adviser',
  'lead',
  'integrator',
  'dpo',
  'operator',
  'legal-representative',
  'service',
] as const
export type Role = (typeof roles)[number]

/** What a token may be allowed to do. A route lists the scopes of which one is enough. */
export const scopes = [
  'signals',
  'receive',
  'agreements',
  'registry-admin',
  'snapshot',
  'person-agreements',
  'objections',
  'identifier-successions',
  'figures',
  'retention',
  'oversight',
  'cases',
] as const
export type Scope = (typeof scopes)[number]

/** Who is asking: agency and agent are separate identities in the trace. */
export interface Caller {
  readonly clientId: string
  /** Participant id, or `hub` for the hub's own people and services. */
  readonly agency: string
  /** Opaque id of a person at the agency; absent means the system itself. */
  readonly agent?: string
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
  readonly environmentOf: 'participant' | 'hub'
  /** When the token ends, in milliseconds of system time: an answer must not outlive it. */
  readonly expiresMs: number
}

const clientIdPattern = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/u
const agencyPattern = /^[a-z][a-z0-9-]{1,40}$/u
const agentPattern = /^agt_[0-9a-z]{4,24}$/u

/**
 * Reads a verified access token's claims (RFC 9068 plus agency, agent, roles), or undefined when
 * one is not of its form. Scopes and roles that we do not know are dropped: they open nothing.
 * `cnf` is the place of DPoP and mTLS: until we check it, a bound token is not taken as a bearer's.
 */
export function callerOf(
  claims: Readonly<Record<string, unknown>>,
  expiresMs: number,
): Caller | undefined {
  const { client_id: clientId, sub, agency, agent, cnf } = claims
  if (cnf !== undefined) return undefined
  if (typeof clientId !== 'string' || !clientIdPattern.test(clientId)) return undefined
  if (typeof sub !== 'string' || typeof agency !== 'string' || !agencyPattern.test(agency)) {
    return undefined
  }
  if (agent !== undefined && (typeof agent !== 'string' || !agentPattern.test(agent))) {
    return undefined
  }
  const given = typeof claims.scope === 'string' ? claims.scope.split(' ') : []
  const held: readonly unknown[] = Array.isArray(claims.roles) ? claims.roles : []
  return Object.freeze({
    clientId,
    agency,
    ...(agent === undefined ? {} : { agent }),
    roles: roles.filter(role => held.includes(role)),
    scopes: scopes.filter(scope => given.includes(scope)),
    environmentOf: agency === 'hub' ? 'hub' : 'participant',
    expiresMs,
  })
}
