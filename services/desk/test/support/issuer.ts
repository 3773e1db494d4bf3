import { testIssuer } from '@unefois/testing'
import type { Test } from 'tap'

/** What a test's token says of its bearer; an adviser of this desk unless it says otherwise. */
export interface Bearer {
  readonly agency: string
  readonly agent?: string
  readonly roles?: readonly string[]
  readonly scope?: string
  readonly audience?: string
}

/** An issuer whose token endpoint knows the desk's own client, and that signs what a test says. */
export async function startIssuer(t: Test) {
  const { issuer, tokenOf } = await testIssuer(t, {
    agency: 'cpam-13',
    roles: ['service'],
    scopes: ['receive', 'signals', 'snapshot'],
  })
  const token = ({ roles = ['adviser'], scope = 'cases', audience, ...rest }: Bearer): string =>
    tokenOf({
      ...rest,
      roles,
      scopes: scope.split(' '),
      audience: audience ?? 'urn:unefois:desk:cpam-13',
    })
  return { url: issuer, token }
}
