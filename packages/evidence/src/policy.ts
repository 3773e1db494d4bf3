import { LogError, type Policy, parsePolicy } from '@unefois/audit-log'
import { Unproven } from './fault.ts'

/** Whose word a policy is: the verifier's own copy, or that of what is verified. */
export type Trust = 'given' | 'own'

/** @throws Unproven `policy-wrong` */
export function readPolicy(bytes: Uint8Array): Policy {
  try {
    return parsePolicy(bytes)
  } catch (error) {
    if (error instanceof LogError) throw new Unproven('policy-wrong')
    throw error
  }
}
