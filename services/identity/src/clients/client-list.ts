import { createAjv } from '@unefois/contracts'
import { roles, type Scope, scopes } from '@unefois/service'
import { limits } from '../limits.ts'

/** A program that may ask for tokens, or (`redirectUris`) that people sign in at. */
export interface Client {
  readonly clientId: string
  /** Participant id, or `hub`. */
  readonly agency: string
  readonly agent?: string
  readonly roles: readonly string[]
  readonly scopes: readonly Scope[]
  /** Where people may come back to after signing in; absent: nobody signs in there. */
  readonly redirectUris?: readonly string[]
  readonly jwks: { readonly keys: readonly Readonly<Record<string, string>>[] }
}

const base64url = { type: 'string', pattern: '^[A-Za-z0-9_-]{40,90}$' }
const keyProperties = {
  x: base64url,
  kid: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
  use: { const: 'sig' },
  alg: { enum: ['ES256', 'EdDSA'] },
}

/** https, or plain http on this machine. */
const address = {
  type: 'string',
  maxLength: 256,
  pattern:
    '^(https://[a-z0-9.-]+|http://(127\\.0\\.0\\.1|localhost))(:[0-9]{1,5})?/[A-Za-z0-9/_-]*$',
}

const schema = {
  type: 'array',
  maxItems: limits.clientsMax,
  items: {
    type: 'object',
    additionalProperties: false,
    required: ['clientId', 'agency', 'roles', 'scopes', 'jwks'],
    properties: {
      clientId: { type: 'string', pattern: '^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$' },
      agency: { type: 'string', pattern: '^[a-z][a-z0-9-]{1,40}$' },
      agent: { type: 'string', pattern: '^agt_[0-9a-z]{4,24}$' },
      roles: { type: 'array', uniqueItems: true, items: { enum: roles } },
      scopes: { type: 'array', uniqueItems: true, minItems: 1, items: { enum: scopes } },
      redirectUris: { type: 'array', uniqueItems: true, minItems: 1, maxItems: 8, items: address },
      jwks: {
        type: 'object',
        additionalProperties: false,
        required: ['keys'],
        properties: { keys: { type: 'array', minItems: 1, maxItems: 8, items: keySchema() } },
      },
    },
  },
}

/** A public key only: a private member (`d`) is an unknown property and refuses the whole list. */
function keySchema(): object {
  return {
    oneOf: [
      {
        type: 'object',
        additionalProperties: false,
        required: ['kty', 'crv', 'x', 'y'],
        properties: {
          kty: { const: 'EC' },
          crv: { const: 'P-256' },
          y: base64url,
          ...keyProperties,
        },
      },
      {
        type: 'object',
        additionalProperties: false,
        required: ['kty', 'crv', 'x'],
        properties: { kty: { const: 'OKP' }, crv: { const: 'Ed25519' }, ...keyProperties },
      },
    ],
  }
}

const isClientList = createAjv().compile<Client[]>(schema)

/** Reads a list of clients by id, or says why not (never with a value). */
export function readClientList(
  text: string,
): { ok: true; clients: ReadonlyMap<string, Client> } | { ok: false; reason: string } {
  let list: unknown
  try {
    list = JSON.parse(text)
  } catch {
    return { ok: false, reason: 'not-json' }
  }
  if (!isClientList(list)) return { ok: false, reason: 'not-a-client-list' }
  const clients = new Map(list.map(client => [client.clientId, client]))
  if (clients.size !== list.length) return { ok: false, reason: 'same-id-twice' }
  return { ok: true, clients }
}
