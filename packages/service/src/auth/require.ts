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
