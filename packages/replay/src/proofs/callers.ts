import type { Hub } from '@unefois/local'
import { type Api, createApi, createTokenSource } from '@unefois/sdk'
import { callMsMax } from '../limits.ts'

/** Whom to call: an address, and the audience that the token is for. */
export interface Address {
  readonly url: string
  readonly audience: string
}

/** Answers how a client calls an address. Nothing is tried twice; refusals are answers. */
export type Callers = (clientId: string, address: Address) => Api

/** The clients of the sample with their real keys; a token serves a client and an audience. */
export function callersOf(hub: Hub): Callers {
  const known = new Map<string, Api>()
  return (clientId, { url, audience }) => {
    const name = `${clientId} ${url} ${audience}`
    const tokens = createTokenSource({
      issuer: hub.urls.identity,
      clientId,
      privateKey: hub.client(clientId).privateKeyPem,
      audience,
    })
    const options = { baseUrl: url, tokens, timeoutMs: callMsMax, retriesMax: 0 }
    const api = known.get(name) ?? createApi(options)
    known.set(name, api)
    return api
  }
}

/** A service of the hub: the gateway (of two, the second by `nth` 1), consent, registry, audit. */
export function hubAddress(
  hub: Hub,
  place: 'gateway' | 'consent' | 'registry' | 'audit',
  nth = 0,
): Address {
  const url = place === 'gateway' ? (hub.urls.gateways[nth] ?? hub.urls.gateway) : hub.urls[place]
  return { url, audience: 'urn:unefois:hub' }
}

/** The desk of an agency, with the audience that its own people use. */
export function deskAddress(hub: Hub, agency: string): Address {
  const url = hub.urls.desks[agency]
  if (url === undefined) throw new Error(`no desk of ${agency} runs here`)
  return { url, audience: `urn:unefois:desk:${agency}` }
}
