import { createPublicKey } from 'node:crypto'
import { renameSync, writeFileSync } from 'node:fs'
import { clientKeyIn } from './secrets.ts'

/** One OAuth client as the identity service's `CLIENTS_FILE` lists it, without its keys. */
export interface ClientPlan {
  readonly clientId: string
  readonly agency: string
  readonly agent?: string
  readonly roles: readonly string[]
  readonly scopes: readonly string[]
  /** Where people who sign in at this service come back to. */
  readonly redirectUris?: readonly string[]
}

/** Client id → address of the service as a browser knows it. */
export type ConsoleOrigins = Readonly<Record<string, string>>

/** The agency that the hub's own services and people belong to. */
export const hubAgency = 'hub'

const hubClients: readonly ClientPlan[] = [
  hubClient('hub-gateway', 'service', ['snapshot']),
  hubClient('hub-consent', 'service', ['snapshot']),
  hubClient('hub-audit', 'service', ['snapshot']),
  hubClient('hub-operator', 'operator', ['registry-admin', 'snapshot']),
  ...['hub-dpo', 'hub-dpo-2'].map((clientId, place) => ({
    ...hubClient(clientId, 'dpo', ['figures', 'agreements', 'retention', 'oversight']),
    // The people who sign in under these names.
    agent: agentId(hubAgency, place + 1),
  })),
  // The person's own page, and the register that tells which number replaces which.
  hubClient('hub-person-page', 'service', ['objections']),
  hubClient('hub-number-register', 'service', ['identifier-successions']),
]

/**
 * The clients of a hub with these participants. Of each participant: its system (`caf-13`), its
 * desk's process (`caf-13-desk`), three advisers (`caf-13-adviser`, `-adviser-2`, `-adviser-3`) and
 * one person per other role (`-lead`, `-dpo`, `-legal`).
 *
 * @param consoles the services among them that people sign in at.
 */
export function planClients(
  participants: readonly string[],
  consoles: ConsoleOrigins = {},
): ClientPlan[] {
  return [...hubClients, ...participants.flatMap(clientsOf)].map(client => {
    const origin = consoles[client.clientId]
    return origin === undefined ? client : { ...client, redirectUris: [`${origin}/sign-in/done`] }
  })
}

const adviserScopes = ['cases', 'signals', 'person-agreements', 'objections']

function clientsOf(agency: string): ClientPlan[] {
  const person = (suffix: string, role: string, scopes: string[], number: number): ClientPlan => ({
    clientId: `${agency}-${suffix}`,
    agency,
    agent: agentId(agency, number),
    roles: [role],
    scopes,
  })
  return [
    {
      clientId: agency,
      agency,
      roles: ['integrator'],
      scopes: ['signals', 'person-agreements', 'objections', 'receive', 'figures'],
    },
    {
      clientId: `${agency}-desk`,
      agency,
      roles: ['service'],
      scopes: ['receive', 'signals', 'snapshot'],
    },
    ...['adviser', 'adviser-2', 'adviser-3'].map((suffix, place) =>
      person(suffix, 'adviser', adviserScopes, place === 0 ? 1 : place + 4),
    ),
    person('lead', 'lead', ['cases', 'figures'], 2),
    person('dpo', 'dpo', ['agreements', 'figures', 'oversight'], 3),
    person('legal', 'legal-representative', ['agreements'], 4),
  ]
}

/** An opaque agent id, the same at each start: `agt_`, the agency's letters and a number. */
export function agentId(agency: string, number: number): string {
  return `agt_${agency.replaceAll('-', '').slice(0, 22)}${String(number).padStart(2, '0')}`
}

function hubClient(clientId: string, role: string, scopes: readonly string[]): ClientPlan {
  return { clientId, agency: hubAgency, roles: [role], scopes }
}

/** Writes the identity service's list: each client with its public key. Replaced in one step. */
export function writeClientsFile(
  file: string,
  keyFolder: string,
  clients: readonly ClientPlan[],
): void {
  const listed = clients.map(client => ({
    ...client,
    jwks: { keys: [publicJwk(clientKeyIn(keyFolder, client.clientId).privateKeyPem)] },
  }))
  const draft = `${file}.${process.pid}`
  writeFileSync(draft, JSON.stringify(listed, undefined, 2), { mode: 0o600 })
  renameSync(draft, file)
}

function publicJwk(privateKeyPem: string): Record<string, unknown> {
  const jwk = createPublicKey(privateKeyPem).export({ format: 'jwk' })
  return { ...jwk, use: 'sig', alg: 'ES256' }
}
