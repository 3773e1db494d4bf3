import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Test } from 'tap'

/** Who a test's token speaks for, and to whom. */
export interface Bearer {
  readonly clientId?: string
  readonly agency: string
  readonly agent?: string
  readonly roles?: readonly string[]
  readonly scopes: readonly string[]
  /** The hub's services when absent; a desk's is `urn:unefois:desk:<agency>`. */
  readonly audience?: string
  /** Five minutes when absent. */
  readonly lifeSec?: number
}

export interface TestIssuer {
  readonly issuer: string
  /** A signed access token. */
  tokenOf(bearer: Bearer): string
}

const tokenLifeSec = 300

/**
 * An issuer on a real port: metadata, keys, and a token endpoint that gives everybody `ownClient`'s
 * token. It signs whatever the test says and ends with the test.
 */
export async function testIssuer(t: Test, ownClient?: Bearer): Promise<TestIssuer> {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'ES256' }
  let issuer = ''
  const tokenOf = (bearer: Bearer): string => {
    const { clientId, audience, scopes, roles = [], lifeSec = tokenLifeSec, ...rest } = bearer
    const nowSec = Math.floor(Date.now() / 1_000)
    const subject = clientId ?? `${rest.agency}-client`
    const claims = {
      iss: issuer,
      aud: audience ?? 'urn:unefois:hub',
      sub: subject,
      client_id: subject,
      jti: randomUUID(),
      iat: nowSec,
      exp: nowSec + lifeSec,
      scope: scopes.join(' '),
      roles,
      ...rest,
    }
    const input = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })}.${encode(claims)}`
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
    return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
  }
  const answerOf = (path: string | undefined): object | undefined => {
    if (path === '/jwks') return { keys: [jwk] }
    if (path === '/token' && ownClient !== undefined) {
      const access_token = tokenOf(ownClient)
      return { access_token, token_type: 'Bearer', expires_in: tokenLifeSec }
    }
    const metadata = { issuer, jwks_uri: `${issuer}/jwks`, token_endpoint: `${issuer}/token` }
    return path?.startsWith('/.well-known/') ? metadata : undefined
  }
  const server = createServer((request, response) => {
    request.resume()
    const answer = answerOf(request.url)
    response.writeHead(answer === undefined ? 404 : 200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(answer ?? {}))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  return { issuer, tokenOf }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
