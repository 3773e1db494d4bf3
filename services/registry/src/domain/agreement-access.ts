import type { AgreementText } from '@unefois/contracts'
import { problems } from '../errors.ts'

/** What of a token access looks at. */
interface Bearer {
  readonly agency: string
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
}

type Sides = Pick<AgreementText, 'sender' | 'receiver'>

/** Whether the token speaks for the sender or the receiver. */
export function isSide({ agency }: Bearer, { sender, receiver }: Sides): boolean {
  return agency === sender || agency === receiver
}

/** Whether the token is the hub operator's. */
function isOperator({ scopes }: Bearer): boolean {
  return scopes.includes('registry-admin')
}

/** Whether an agreement is shown: to its two sides, and to the hub's own people. */
export function maySee(bearer: Bearer, sides: Sides): boolean {
  return isSide(bearer, sides) || isOperator(bearer) || bearer.agency === 'hub'
}

/** @throws Problem 403 unless the token is a side's or the operator's. */
export function refuseOutsider(bearer: Bearer, sides: Sides): void {
  if (!isSide(bearer, sides) && !isOperator(bearer)) throw problems['agreement-side-needed']()
}

/**
 * Controllers decide (GDPR art. 24): a side's legal representative, or the hub's operator.
 * @throws Problem 403 for anybody else.
 */
export function refuseUndecided(bearer: Bearer, sides: Sides): void {
  const decides = isSide(bearer, sides) && bearer.roles.includes('legal-representative')
  if (!decides && !isOperator(bearer)) throw problems['agreement-role-needed']()
}

/** In whose name a suspension stands: the agency's, or the hub's when the operator acts. */
export function keeperOf(bearer: Bearer): string {
  return isOperator(bearer) ? 'hub' : bearer.agency
}
