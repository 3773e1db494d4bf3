import { sign } from 'node:crypto'
import { limits } from '../src/index.ts'
import {
  honestClaims,
  inputOf,
  jwkOf,
  makeHmacToken,
  makeToken,
  newKeys,
  type SigningKeys,
} from './issuer.ts'

type Tokens = Record<string, string>

/** Everything an attacker made up, by name; `keys` are the issuer's own. */
export function hostileTokens(issuer: string, keys: SigningKeys): Tokens {
  return {
    ...ofAlgorithms(issuer, keys),
    ...ofHeaders(issuer, keys),
    ...ofClaims(issuer, keys),
    ...ofSignatures(issuer, keys),
  }
}

function ofAlgorithms(issuer: string, keys: SigningKeys): Tokens {
  const claims = honestClaims(issuer)
  const headed = (header: Record<string, unknown>) => makeToken(keys, claims, header)
  const unsigned = (alg: string) => `${inputOf(keys, claims, { alg })}.`
  const pem = keys.publicKey.export({ type: 'spki', format: 'pem' }).toString()
  const der = keys.publicKey.export({ type: 'spki', format: 'der' })
  const signature = makeToken(keys, claims).split('.')[2] ?? ''
  return {
    'alg none': unsigned('none'),
    'alg None': unsigned('None'),
    'alg none with the signature of a good token': `${unsigned('none')}${signature}`,
    'alg ES256 without signature': unsigned('ES256'),
    'alg empty': headed({ alg: '' }),
    'alg absent': headed({ alg: undefined }),
    'alg ES384': headed({ alg: 'ES384' }),
    'alg RS256': headed({ alg: 'RS256' }),
    'alg EdDSA on a P-256 key': headed({ alg: 'EdDSA' }),
    'HS256 with the public key as PEM': makeHmacToken(keys, claims, pem),
    'HS256 with the public key as trimmed PEM': makeHmacToken(keys, claims, pem.trim()),
    'HS256 with the public key as DER': makeHmacToken(keys, claims, der),
    'HS256 with the JWK': makeHmacToken(keys, claims, JSON.stringify(jwkOf(keys))),
    'HS256 with an empty key': makeHmacToken(keys, claims, ''),
  }
}

function ofHeaders(issuer: string, keys: SigningKeys): Tokens {
  const evil = newKeys('ES256', keys.kid)
  const claims = honestClaims(issuer)
  const headed = (header: Record<string, unknown>) => makeToken(keys, claims, header)
  const forged = (header: Record<string, unknown>) => makeToken(evil, claims, header)
  return {
    'crit unknown': headed({ crit: ['b64x'], b64x: true }),
    'crit b64': headed({ crit: ['b64'], b64: false }),
    'crit empty': headed({ crit: [] }),
    'crit null': headed({ crit: null }),
    'unknown member': headed({ zip: 'DEF' }),
    'jku of the attacker': forged({ jku: `${issuer}/attacker.json` }),
    'x5u of the attacker': forged({ x5u: `${issuer}/attacker.json` }),
    'jwk of the attacker': forged({ jwk: jwkOf(evil) }),
    'x5c of the attacker': forged({ x5c: ['AAAA'] }),
    'jku on an honest token': headed({ jku: `${issuer}/keys` }),
    'kid with a path': headed({ kid: '../../../../dev/null' }),
    'kid with SQL': headed({ kid: "x' UNION SELECT 'secret' --" }),
    'kid as a list': headed({ kid: [keys.kid] }),
    'kid __proto__': headed({ kid: '__proto__' }),
    'kid constructor': headed({ kid: 'constructor' }),
    'kid unknown': headed({ kid: 'unknown' }),
    'kid absent': headed({ kid: undefined }),
    'typ JWT': headed({ typ: 'JWT' }),
    'typ id token': headed({ typ: 'id+jwt' }),
    'typ absent': headed({ typ: undefined }),
  }
}

function ofClaims(issuer: string, keys: SigningKeys): Tokens {
  const other = (changes: Record<string, unknown>) => makeToken(keys, honestClaims(issuer, changes))
  const nowSec = Math.floor(Date.now() / 1_000)
  return {
    'iss other': other({ iss: 'http://127.0.0.1:1' }),
    'iss absent': other({ iss: undefined }),
    'iss with a slash more': other({ iss: `${issuer}/` }),
    'aud of a desk': other({ aud: 'urn:unefois:desk:caf-13' }),
    'aud absent': other({ aud: undefined }),
    'aud list of others': other({ aud: ['urn:unefois:desk:caf-13', 'urn:unefois:hub2'] }),
    expired: other({ iat: nowSec - 900, exp: nowSec - 600 }),
    'exp absent': other({ exp: undefined }),
    'exp as text': other({ exp: `${nowSec + 60}` }),
    'exp far away': other({ exp: nowSec + 86_400 }),
    'iat in the future': other({ iat: nowSec + 120, exp: nowSec + 200 }),
    'nbf in the future': other({ nbf: nowSec + 120 }),
    'agency absent': other({ agency: undefined }),
    'agency not an id': other({ agency: 'CAF 13; drop' }),
    'agent not an id': other({ agent: 'Jeanne Martin' }),
    'client_id absent': other({ client_id: undefined }),
    'bound to a key we do not check': other({ cnf: { jkt: 'x' } }),
  }
}

function ofSignatures(issuer: string, keys: SigningKeys): Tokens {
  const claims = honestClaims(issuer)
  const good = makeToken(keys, claims)
  const [head = '', body = '', signature = ''] = good.split('.')
  const der = sign('sha256', Buffer.from(`${head}.${body}`), keys.privateKey).toString('base64url')
  const fromOtherBody = inputOf(keys, honestClaims(issuer, { agency: 'hub' })).split('.')[1]
  const evil = newKeys('ES256', keys.kid)
  return {
    'signed by another key under the same kid': makeToken(evil, claims),
    'signature of zeros': `${head}.${body}.${Buffer.alloc(64).toString('base64url')}`,
    'signature in DER': `${head}.${body}.${der}`,
    'signature of another body': `${head}.${fromOtherBody}.${signature}`,
    'signature cut': `${head}.${body}.${signature.slice(0, -4)}`,
    'four parts': `${good}.x`,
    'two parts': `${head}.${body}`,
    'not base64': `${head}.${body}.${signature.slice(0, -2)}!!`,
    'header not an object': `${Buffer.from('[]').toString('base64url')}.${body}.${signature}`,
    empty: '',
    'a second word': `${good} x`,
    'too long': `${good}${'A'.repeat(limits.tokenCharsMax)}`,
  }
}
