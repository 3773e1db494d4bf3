import type { FastifyRequest } from 'fastify'
import { problems } from '../errors.ts'
import type { Caller, Role, Scope } from './caller.ts'

/** Refuses a caller who holds none of the scopes. An empty list refuses everybody. */
export function checkScopes(caller: Caller, allowed: readonly Scope[]): void {
  if (!allowed.some(scope => caller.scopes.includes(scope))) throw problems['scope-missing']()
}

/** Refuses a caller who holds none of the roles. */
export function checkRoles(caller: Caller, allowed: readonly Role[]): void {
  if (!allowed.some(role => caller.roles.includes(role))) throw problems['role-missing']()
}

/** An onRequest or preHandler hook for routes outside the table: one of these scopes is enough. */
export function requireScope(...allowed: Scope[]) {
  return async (request: FastifyRequest): Promise<void> => {
    request.caller = await request.server.authenticate(request)
    checkScopes(request.caller, allowed)
  }
}

/** The same for roles: one of these is enough. */
export function requireRole(...allowed: Role[]) {
  return async (request: FastifyRequest): Promise<void> => {
    request.caller = await request.server.authenticate(request)
    checkRoles(request.caller, allowed)
  }
}
