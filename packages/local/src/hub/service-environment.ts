import type { ConsoleOrigins } from './clients.ts'
import { deskPortOffset, opsPortOffset } from './limits.ts'

/** The services of one hub: where each listens and what its process is told. */
export interface ServicePlan {
  /** `gateway`, `gateway-2`, `desk-cpam-13`… : names the process and its log. */
  readonly name: string
  /** The folder under services/, unless `main` names a process of this room. */
  readonly service: string
  readonly main?: URL
  readonly port: number
  readonly environment: Readonly<Record<string, string>>
}

/** What the launcher knows when it plans the processes. */
export interface PlanInput {
  readonly portBase: number
  readonly gateways: 1 | 2
  /** Whether a simulator of the BCSS runs beside the hub. */
  readonly bcss?: boolean
  readonly desks: readonly { readonly agency: string; readonly country: string }[]
  readonly clockFile: string
  readonly clientsFile: string
  /** The accounts that people may sign in with. */
  readonly accountsFile: string
  readonly natsUrl: string
  readonly parentPid: number
  readonly otlpEndpoint: string | undefined
  /** Which log of the hub is kept. */
  readonly logEpoch: number
  /** Acts of one part of an answer to a person, where it is not the service's own bound. */
  readonly accessPartEvents?: number | undefined
  /** The hub's log, as its operator makes it known to the agencies. */
  readonly logVerifierKey: string
  /** By which key an agency's representative signs agreements: base64url. */
  signingPoint(agency: string): string
  keysDir(name: string): string
  /** Where the erasures of `hub` or of `desk-<agency>` are kept outside their database. */
  journalDir(name: string): string
  roleUrl(role: string): string
  natsLogin(user: string): { user: string; passwordFile: string }
  clientKeyFile(clientId: string): string
}

/** The hub's name inside every seal. */
export const hubId = 'unefois-local'

const offsets = {
  identity: 0,
  registry: 1,
  gateway: 2,
  consent: 3,
  'gateway-2': 4,
  audit: 5,
  // The place of a twelfth desk.
  'bcss-simulator': 17,
} as const

/** The address of a hub service of the block. */
export function serviceUrl(portBase: number, name: keyof typeof offsets): string {
  return `http://127.0.0.1:${portBase + offsets[name]}`
}

/** The services that people sign in at, by the client that each is at the issuer. */
export function consoleOrigins(portBase: number, desks: readonly string[]): ConsoleOrigins {
  const origin = (offset: number) => `http://127.0.0.1:${portBase + offset}`
  const places = desks.map((agency, index) => [`${agency}-desk`, deskPortOffset + index] as const)
  const all = [['hub-audit', offsets.audit] as const, ...places]
  return Object.fromEntries(all.map(([clientId, offset]) => [clientId, origin(offset)]))
}

/** Every process in the order in which it is started: nothing is discovered, all is told. */
export function planServices(input: PlanInput): ServicePlan[] {
  const plans = [
    identity(input),
    registry(input),
    consent(input),
    audit(input),
    gateway(input, 'gateway'),
  ]
  if (input.gateways === 2) plans.push(gateway(input, 'gateway-2'))
  if (input.bcss) plans.push(bcssSimulator(input))
  return [...plans, ...input.desks.map((desk, index) => deskPlan(input, desk, index))]
}

function identity(input: PlanInput): ServicePlan {
  return plan(input, 'identity', 'identity', input.portBase + offsets.identity, {
    CLIENTS_FILE: input.clientsFile,
    SAMPLE_ACCOUNTS_FILE: input.accountsFile,
    KEYS_DIR: input.keysDir('identity'),
  })
}

function registry(input: PlanInput): ServicePlan {
  return plan(input, 'registry', 'registry', input.portBase + offsets.registry, {
    DATABASE_URL: input.roleUrl('registry_app'),
    BCSS: input.bcss ? 'asked' : 'none',
    ...nats(input, 'hub'),
  })
}

function consent(input: PlanInput): ServicePlan {
  return plan(input, 'consent', 'consent', input.portBase + offsets.consent, {
    DATABASE_URL: input.roleUrl('consent_app'),
    KEYS_DIR: input.keysDir('hub'),
    REGISTRY_URL: serviceUrl(input.portBase, 'registry'),
    ...client(input, 'hub-consent'),
  })
}

function audit(input: PlanInput): ServicePlan {
  return plan(input, 'audit', 'audit', input.portBase + offsets.audit, {
    HUB_ID: hubId,
    DATABASE_URL: input.roleUrl('audit_app'),
    KEYS_DIR: input.keysDir('hub'),
    JOURNAL_DIR: input.journalDir('hub'),
    LOG_EPOCH: String(input.logEpoch),
    ...(input.accessPartEvents === undefined
      ? {}
      : { ACCESS_PART_EVENTS: String(input.accessPartEvents) }),
    REGISTRY_URL: serviceUrl(input.portBase, 'registry'),
    PUBLIC_URL: serviceUrl(input.portBase, 'audit'),
    ...client(input, 'hub-audit'),
  })
}

/** A process of this room, not a service: production has none. */
function bcssSimulator(input: PlanInput): ServicePlan {
  const name = 'bcss-simulator'
  const main = new URL('../bcss/main.ts', import.meta.url)
  return { ...plan(input, name, name, input.portBase + offsets[name], {}), main }
}

/** Two gateways are the same service twice: same keys, same client, same roles. */
function gateway(input: PlanInput, name: 'gateway' | 'gateway-2'): ServicePlan {
  return plan(input, name, 'gateway', input.portBase + offsets[name], {
    HUB_ID: hubId,
    ACCEPT_DATABASE_URL: input.roleUrl('gateway_accept'),
    AGENCY_DATABASE_URL: input.roleUrl('gateway_agency'),
    RELAY_DATABASE_URL: input.roleUrl('gateway_relay'),
    RETENTION_DATABASE_URL: input.roleUrl('gateway_retention'),
    KEYS_DIR: input.keysDir('hub'),
    REGISTRY_URL: serviceUrl(input.portBase, 'registry'),
    ...(input.bcss ? { BCSS_URL: serviceUrl(input.portBase, 'bcss-simulator') } : {}),
    ...nats(input, 'hub'),
    ...client(input, 'hub-gateway'),
  })
}

function deskPlan(
  input: PlanInput,
  { agency, country }: PlanInput['desks'][number],
  index: number,
): ServicePlan {
  const port = input.portBase + deskPortOffset + index
  return plan(input, `desk-${agency}`, 'desk', port, {
    HUB_ID: hubId,
    AGENCY: agency,
    COUNTRY: country,
    MODE: 'hub-hosted',
    DATABASE_URL: input.roleUrl(`desk_${agency.replaceAll('-', '_')}`),
    KEYS_DIR: input.keysDir(`desk-${agency}`),
    JOURNAL_DIR: input.journalDir(`desk-${agency}`),
    GATEWAY_URL: serviceUrl(input.portBase, 'gateway'),
    REGISTRY_URL: serviceUrl(input.portBase, 'registry'),
    AUDIT_URL: serviceUrl(input.portBase, 'audit'),
    LOG_VERIFIER_KEY: input.logVerifierKey,
    SIGN_KEYS: input.signingPoint(agency),
    ...nats(input, agency),
    ...client(input, `${agency}-desk`),
  })
}

/** What every process is told, and its own. */
function plan(
  input: PlanInput,
  name: string,
  service: string,
  port: number,
  own: Readonly<Record<string, string>>,
): ServicePlan {
  const environment = {
    PROFILE: 'development',
    HOST: '127.0.0.1',
    PORT: String(port),
    OPS_PORT: String(port + opsPortOffset),
    ISSUER_URL: serviceUrl(input.portBase, 'identity'),
    CLOCK_FILE: input.clockFile,
    LOG_LEVEL: 'info',
    PARENT_PID: String(input.parentPid),
    ...(input.otlpEndpoint === undefined
      ? {}
      : { OTEL_EXPORTER_OTLP_ENDPOINT: input.otlpEndpoint }),
    ...own,
  }
  return { name, service, port, environment }
}

function nats(input: PlanInput, user: string): Record<string, string> {
  const login = input.natsLogin(user)
  return {
    NATS_URL: input.natsUrl,
    NATS_USER: login.user,
    NATS_PASSWORD_FILE: login.passwordFile,
  }
}

function client(input: PlanInput, clientId: string): Record<string, string> {
  return { CLIENT_ID: clientId, CLIENT_KEY_FILE: input.clientKeyFile(clientId) }
}
