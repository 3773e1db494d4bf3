import { generateKeyPairSync, randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** The password in `folder/name`, made at the first call. */
export function passwordIn(folder: string, name: string): string {
  const file = join(folder, name)
  if (!existsSync(file)) writeFileSync(file, randomBytes(24).toString('hex'), { mode: 0o600 })
  return readFileSync(file, 'utf8')
}

/** A client's ES256 key as PKCS8 PEM, and the file it lies in (mode 0600). */
export interface ClientKey {
  readonly privateKeyPem: string
  readonly file: string
}

/** The private key of one OAuth client, made at the first call. */
export function clientKeyIn(folder: string, clientId: string): ClientKey {
  const file = join(folder, `${clientId}.pem`)
  if (!existsSync(file)) {
    const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
    const pem = privateKey.export({ type: 'pkcs8', format: 'pem' })
    writeFileSync(file, pem, { mode: 0o600 })
  }
  return { privateKeyPem: readFileSync(file, 'utf8'), file }
}
