import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { Test } from 'tap'
import { listen } from './listen.ts'

/** What a test's token says of its bearer. */
export interface Bearer {
  readonly agency: string
  readonly agent?: string
  readonly roles?: readonly string[]
  readonly scope?: string
  readonly audience?: string
}

/** A real HTTP issuer: metadata, keys, and a token endpoint for the desk's own client. */
export interface TestIssuer {
  readonly url: string
  token(bearer: Bearer): string
}

const lifetimeSec = 300

export async function startIssuer(t: Test): Promise<TestIssuer> {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'ES256' }
  let url = ''
  const token = ({ agency, agent, roles = ['adviser'], scope = 'cases', audience }: Bearer) => {
    const iat = Math.floor(Date.now() / 1_000)
    const claims = {
      iss: url,
      aud: audience ?? 'urn:unefois:desk:cpam-13',
      sub: `${agency}-client`,
      client_id: `${agency}-client`,
      jti: randomUUID(),
      iat,
      exp: iat + lifetimeSec,
      agency,
      agent,
      roles,
      scope,
    }
    const header = { alg: 'ES256', typ: 'at+jwt', kid: 'test' }
    const content = [header, claims].map(part => base64url(JSON.stringify(part))).join('.')
    const signature = sign('sha256', Buffer.from(content), {
      key: privateKey,
      dsaEncoding: 'ieee-p1363',
    })
    return `${content}.${signature.toString('base64url')}`
  }
  const documents: Record<string, () => object> = {
    '/.well-known/openid-configuration': () => ({
      issuer: url,
      jwks_uri: `${url}/jwks`,
      token_endpoint: `${url}/token`,
    }),
    '/.well-known/oauth-authorization-server': () => ({ issuer: url, jwks_uri: `${url}/jwks` }),
    '/jwks': () => ({ keys: [jwk] }),
    '/token': () => ({
      access_token: token({
        agency: 'cpam-13',
        roles: ['service'],
        scope: 'receive signals',
        audience: 'urn:unefois:hub',
      }),
      token_type: 'Bearer',
      expires_in: lifetimeSec,
    }),
  }
  const server = createServer((request, response) => {
    request.resume()
    const document = documents[request.url ?? '']
    response.writeHead(document === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(document?.() ?? {}))
  })
  url = await listen(t, server)
  return { url, token }
}

function base64url(text: string): string {
  return Buffer.from(text).toString('base64url')
}
