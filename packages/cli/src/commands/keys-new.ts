import { createHash, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { closeSync, fsyncSync, mkdirSync, openSync, statSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { generateReceiverKeys, openKeyStore, SealingError } from '@unefois/sealing'
import { CliError } from '../cli-error.ts'
import type { Command, Context } from '../command.ts'
import { exampleOf } from '../config.ts'
import { exitCodes } from '../exit-codes.ts'

const kinds = ['client', 'receiver'] as const
type Kind = (typeof kinds)[number]

export const keysNew: Command = {
  name: 'keys new',
  usage: 'keys new [client] [receiver] [--out <folder>]',
  options: { out: 'string' },
  positionals: { min: 0, max: 2 },
  summary: 'keysNew',
  async run(context) {
    const words = context.positionals.length === 0 ? kinds : context.positionals
    const asked = words.map(toKind).filter(kind => kind !== undefined)
    if (asked.length !== words.length) return context.refuse()
    const folder = context.text('out') ?? 'keys'
    prepareFolder(folder)
    if (asked.includes('client')) makeClientKey(context, folder)
    if (asked.includes('receiver')) makeReceiverKey(context, folder)
    return exitCodes.done
  },
}

function toKind(word: string): Kind | undefined {
  return kinds.find(kind => kind === word)
}

/** P-256, as every issuer takes it. Its id is the key's own thumbprint (RFC 7638). */
function makeClientKey(context: Context, folder: string): void {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const path = join(folder, 'client-key.pem')
  writeOnce(path, privateKey.export({ type: 'pkcs8', format: 'pem' }).toString())
  const jwk = { ...publicKey.export({ format: 'jwk' }), use: 'sig', alg: 'ES256' }
  show(context, 'client', path, { ...jwk, kid: thumbprint(publicKey) })
  const example = exampleOf(path)
  context.terminal.say('then-configure', { example })
}

/** X25519, in the folder and form that a desk and the SDK read. */
function makeReceiverKey(context: Context, folder: string): void {
  const { keyId, publicKey, privateKey } = generateReceiverKeys()
  try {
    openKeyStore(folder).put('receiver', keyId, privateKey)
  } catch (error) {
    if (!(error instanceof SealingError)) throw error
    throw new CliError(exitCodes.file, 'key-folder-open', { path: folder })
  }
  const path = join(folder, `receiver-${keyId}.key`)
  const x = publicKey.toString('base64url')
  show(context, 'receiver', path, { kty: 'OKP', crv: 'X25519', x, use: 'enc', kid: keyId })
}

function show({ terminal }: Context, kind: Kind, path: string, publicJwk: object): void {
  terminal.say('key-written', { path })
  terminal.say(kind === 'client' ? 'hand-over-client' : 'hand-over-receiver')
  terminal.result(JSON.stringify(publicJwk, undefined, 2), { kind, path, publicJwk })
}

function thumbprint(key: KeyObject): string {
  const { crv, kty, x, y } = key.export({ format: 'jwk' })
  return createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
}

function prepareFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 })
  } catch (error) {
    throw new CliError(exitCodes.file, 'file-unwritable', { path: folder, code: codeOf(error) })
  }
  if (process.platform !== 'win32' && (statSync(folder).mode & 0o077) !== 0) {
    throw new CliError(exitCodes.file, 'key-folder-open', { path: folder })
  }
}

/** Whole, durable, mode 0600, and never over another key. */
function writeOnce(path: string, text: string): void {
  try {
    const descriptor = openSync(path, 'wx', 0o600)
    try {
      writeSync(descriptor, text)
      fsyncSync(descriptor)
    } finally {
      closeSync(descriptor)
    }
  } catch (error) {
    const code = codeOf(error)
    const key = code === 'EEXIST' ? 'key-exists' : 'file-unwritable'
    throw new CliError(exitCodes.file, key, { path, code })
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown'
}
