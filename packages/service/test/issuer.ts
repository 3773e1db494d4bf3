import { createHmac, generateKeyPairSync, type KeyObject, randomUUID, sign } from 'node:crypto'
import fastify, { type FastifyInstance } from 'fastify'

export interface SigningKeys {
  readonly kid: string
  readonly alg: 'ES256' | 'EdDSA'
  readonly publicKey: KeyObject
  readonly privateKey: KeyObject
}

export function newKeys(alg: SigningKeys['alg'], kid: string): SigningKeys {
  const pair =
    alg === 'ES256'
      ? generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
      : generateKeyPairSync('ed25519')
  return { kid, alg, ...pair }
}

type Json = Readonly<Record<string, unknown>>
const encode = (value: unknown): string => Buffer.from(JSON.stringify(value)).toString('base64url')

/** Signs as JOSE does; `header` and `claims` replace what an honest token says. */
export function makeToken(keys: SigningKeys, claims: Json, header: Json = {}): string {
  const input = inputOf(keys, claims, header)
  const key = { key: keys.privateKey, dsaEncoding: 'ieee-p1363' } as const
  const digest = keys.alg === 'ES256' ? 'sha256' : null
  return `${input}.${sign(digest, Buffer.from(input), key).toString('base64url')}`
}

/** A token whose "signature" is an HMAC under whatever secret an attacker hopes we use. */
export function makeHmacToken(keys: SigningKeys, claims: Json, secret: string | Buffer): string {
  const input = inputOf(keys, claims, { alg: 'HS256' })
  return `${input}.${createHmac('sha256', secret).update(input).digest('base64url')}`
}

export function inputOf(keys: SigningKeys, claims: Json, header: Json = {}): string {
  const full = { alg: keys.alg, typ: 'at+jwt', kid: keys.kid, ...header }
  const kept = Object.fromEntries(Object.entries(full).filter(([, value]) => value !== undefined))
  return `${encode(kept)}.${encode(claims)}`
}

/** An honest token's claims; members set to undefined are left out of the JSON. */
export function honestClaims(issuer: string, changes: Json = {}): Json {
  const nowSec = Math.floor(Date.now() / 1_000)
  return {
    iss: issuer,
    aud: 'urn:unefois:hub',
    sub: 'client-1',
    client_id: 'client-1',
    jti: randomUUID(),
    iat: nowSec,
    exp: nowSec + 300,
    scope: 'signals figures',
    agency: 'caf-13',
    roles: ['service'],
    ...changes,
  }
}

/** An issuer on a real port: metadata and keys. Counts what it is asked. */
export async function startIssuer(keys: SigningKeys[]): Promise<{
  issuer: string
  app: FastifyInstance
  asked: { keys: number; attacker: number }
  metadata: Record<string, unknown>
}> {
  const app = fastify()
  const asked = { keys: 0, attacker: 0 }
  const metadata: Record<string, unknown> = {}
  app.get('/.well-known/openid-configuration', async () => metadata)
  app.get('/keys', async () => {
    asked.keys += 1
    return { keys: keys.map(jwkOf) }
  })
  app.get('/attacker.json', async () => {
    asked.attacker += 1
    return { keys: [] }
  })
  const issuer = await app.listen({ port: 0, host: '127.0.0.1' })
  Object.assign(metadata, { issuer, jwks_uri: `${issuer}/keys` })
  return { issuer, app, asked, metadata }
}

export function jwkOf(keys: SigningKeys): Json {
  return { ...keys.publicKey.export({ format: 'jwk' }), kid: keys.kid, use: 'sig', alg: keys.alg }
}
