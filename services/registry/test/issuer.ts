import { generateKeyPairSync, randomUUID, sign } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Role, Scope } from '@unefois/service'
import type { Test } from 'tap'

/** Who a token speaks for. */
export interface Person {
  readonly clientId: string
  readonly agency: string
  readonly agent?: string
  readonly roles: readonly Role[]
  readonly scopes: readonly Scope[]
}

const tokenLifeSec = 300

/** An issuer on a real port that signs whatever the test says; it ends with the test. */
export async function startIssuer(t: Test) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const jwk = { ...publicKey.export({ format: 'jwk' }), kid: 'test', use: 'sig', alg: 'ES256' }
  let issuer = ''
  const server = createServer((request, response) => {
    const isMetadata = request.url === '/.well-known/openid-configuration'
    const answer = isMetadata ? { issuer, jwks_uri: `${issuer}/jwks` } : { keys: [jwk] }
    response.setHeader('content-type', 'application/json').end(JSON.stringify(answer))
  })
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve))
  issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  t.teardown(() => {
    server.closeAllConnections()
    server.close()
  })
  const tokenOf = ({ clientId, scopes, ...rest }: Person): string => {
    const nowSec = Math.floor(Date.now() / 1_000)
    const claims = {
      iss: issuer,
      aud: 'urn:unefois:hub',
      sub: clientId,
      client_id: clientId,
      jti: randomUUID(),
      iat: nowSec,
      exp: nowSec + tokenLifeSec,
      scope: scopes.join(' '),
      ...rest,
    }
    const input = `${encode({ alg: 'ES256', typ: 'at+jwt', kid: 'test' })}.${encode(claims)}`
    const key = { key: privateKey, dsaEncoding: 'ieee-p1363' } as const
    return `${input}.${sign('sha256', Buffer.from(input), key).toString('base64url')}`
  }
  return { issuer, tokenOf }
}

function encode(value: unknown): string {
  return Buffer.from(JSON.stringify(value)).toString('base64url')
}
