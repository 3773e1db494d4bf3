import { readFileSync, statSync } from 'node:fs'
import { dirname, isAbsolute, resolve } from 'node:path'
import { CliError } from './cli-error.ts'
import type { Settings } from './environment.ts'
import { exitCodes } from './exit-codes.ts'
import { limits } from './limits.ts'

/** Which hub, as whom. The key itself is in memory only, read from its file. */
export interface Config {
  readonly hub: string
  readonly issuer: string
  readonly clientId: string
  readonly privateKey: string
  readonly privateKeyFile: string
  readonly scope: string | undefined
}

const names = ['hub', 'issuer', 'clientId', 'privateKeyFile', 'scope', 'language'] as const
type Name = (typeof names)[number]
type Values = Partial<Record<Name, string>>

const defaultConfigFile = 'unefois.config.json'
const inlineKeys = ['privateKey', 'private_key', 'key', 'jwk', 'clientSecret', 'client_secret']

/**
 * The configuration: the environment where it says something, else the file.
 * @throws CliError `configuration`, which never repeats a value.
 */
export function readConfiguration(file: string | undefined, settings: Settings): Config {
  if (settings.UNEFOIS_PRIVATE_KEY !== undefined) {
    throw fault('secret-inline', {
      place: 'UNEFOIS_PRIVATE_KEY',
      instead: 'UNEFOIS_PRIVATE_KEY_FILE',
    })
  }
  const path = file ?? settings.UNEFOIS_CONFIG
  const fromFile = readFile(path ?? defaultConfigFile, path !== undefined)
  const values: Values = {
    ...fromFile,
    ...present({
      hub: settings.UNEFOIS_HUB,
      issuer: settings.UNEFOIS_ISSUER,
      clientId: settings.UNEFOIS_CLIENT_ID,
      privateKeyFile: settings.UNEFOIS_PRIVATE_KEY_FILE,
    }),
  }
  const { hub, issuer, clientId, privateKeyFile, scope } = values
  if (!hub || !issuer || !clientId || !privateKeyFile) {
    const missing = (['hub', 'issuer', 'clientId', 'privateKeyFile'] as const).filter(
      name => !values[name],
    )
    throw fault('config-missing', { names: missing.join(', '), example: exampleOf() })
  }
  const privateKey = readKey(privateKeyFile)
  return { hub, issuer, clientId, privateKey, privateKeyFile, scope }
}

/** A configuration to begin with. */
export function exampleOf(privateKeyFile = 'keys/client-key.pem'): string {
  return (
    '{ "hub": "https://hub.example", "issuer": "https://issuer.example",\n' +
    `    "clientId": "my-agency", "privateKeyFile": ${JSON.stringify(privateKeyFile)} }`
  )
}

/** The language that the file asks for, without minding anything else in it. */
export function languageInFile(file: string | undefined, settings: Settings): string | undefined {
  try {
    return readFile(file ?? settings.UNEFOIS_CONFIG ?? defaultConfigFile, false).language
  } catch {
    return undefined
  }
}

function readFile(path: string, isAskedFor: boolean): Values {
  const text = readText(path, isAskedFor)
  if (text === undefined) return {}
  const value = parse(text)
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw fault('config-unreadable', { path })
  }
  const entries = Object.entries(value)
  const inline = entries.some(([name, content]) => inlineKeys.includes(name) || isKey(content))
  if (inline) throw fault('secret-inline', { place: path, instead: '"privateKeyFile"' })
  const isKnown = ([name, content]: [string, unknown]): boolean =>
    names.some(known => known === name) && typeof content === 'string'
  if (!entries.every(isKnown)) {
    throw fault('config-unknown', { path, names: names.join(', ') })
  }
  const values: Values = Object.fromEntries(entries)
  const { privateKeyFile } = values
  if (privateKeyFile === undefined || isAbsolute(privateKeyFile)) return values
  return { ...values, privateKeyFile: resolve(dirname(path), privateKeyFile) }
}

function readText(path: string, isAskedFor: boolean): string | undefined {
  try {
    if (statSync(path).size > limits.configBytesMax) throw fault('config-unreadable', { path })
    return readFileSync(path, 'utf8')
  } catch (error) {
    const isAbsent = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    if (isAbsent && !isAskedFor) return undefined
    throw fault('config-unreadable', { path })
  }
}

/** Mode 0600, like ssh: a key that others may read is no secret. Not asked of Windows. */
function readKey(path: string): string {
  if (isKey(path)) {
    throw fault('secret-inline', { place: 'privateKeyFile', instead: 'chmod 600' })
  }
  let mode: number
  let text: string
  try {
    const stat = statSync(path)
    if (stat.size > limits.keyBytesMax) throw fault('key-unusable', { path })
    mode = stat.mode
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if (error instanceof CliError) throw error
    throw fault('key-unreadable', { path })
  }
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw fault('key-open-to-others', { path })
  }
  return text
}

function isKey(content: unknown): boolean {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  return /-----BEGIN|"(?:d|kty)"\s*:/u.test(text ?? '')
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function present(values: Record<string, string | undefined>): Values {
  return Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined))
}

function fault(...[key, parameters]: [CliError['key'], CliError['parameters']]): CliError {
  return new CliError(exitCodes.configuration, key, parameters)
}
