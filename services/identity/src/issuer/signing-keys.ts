import { createHash, generateKeyPairSync, type JsonWebKey } from 'node:crypto'
import { chmodSync, existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { limits } from '../limits.ts'

/** A private ES256 key as JWK. */
export interface SigningKey {
  readonly kid: string
  readonly createdMs: number
  readonly jwk: JsonWebKey
}

const fileName = 'issuer-signing-keys.json'

/**
 * The issuer's keys, newest first: the first signs, the others are only published. Kept in one file
 * of mode 0600 in a folder of mode 0700. A key older than its limit is followed by a new one here,
 * so rotation is a restart; the previous key stays published for tokens under way.
 * @throws when the file is damaged: the issuer never starts with a key it did not keep.
 */
export function loadSigningKeys(
  folder: string,
  nowMs: number,
  onCreated?: (keyId: string) => void,
): readonly SigningKey[] {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const file = join(folder, fileName)
  const kept = existsSync(file) ? readKeys(file) : []
  const newest = kept[0]
  if (newest !== undefined && nowMs - newest.createdMs < limits.signingKeyAgeMsMax) return kept
  const created = createKey(nowMs)
  const keys = [created, ...kept].slice(0, limits.signingKeysKept)
  const next = `${file}.next`
  writeFileSync(next, JSON.stringify(keys), { mode: 0o600, flush: true })
  chmodSync(next, 0o600)
  renameSync(next, file)
  onCreated?.(created.kid)
  return keys
}

function readKeys(file: string): readonly SigningKey[] {
  const keys: SigningKey[] = JSON.parse(readFileSync(file, 'utf8'))
  const valid = Array.isArray(keys) && keys.every(key => typeof key.jwk?.d === 'string')
  if (!valid) throw new Error('the file of signing keys is damaged')
  return keys
}

/** The key id is a fingerprint of the public key, so it says nothing and never repeats. */
function createKey(nowMs: number): SigningKey {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const jwk = privateKey.export({ format: 'jwk' })
  const kid = createHash('sha256').update(`${jwk.x}.${jwk.y}`).digest('hex').slice(0, 32)
  return { kid, createdMs: nowMs, jwk }
}
