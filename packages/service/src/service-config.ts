import type { ConfigSchema, ConfigValues } from '@unefois/config'

/**
 * The settings that every service has. Spread them into a service's own schema:
 * `properties: { ...serviceProperties, … }`, `required: [...serviceRequired, 'DATABASE_URL']`.
 */
export const serviceProperties = {
  PORT: { type: 'integer', minimum: 1, maximum: 65_535, description: 'Port of the service' },
  OPS_PORT: {
    type: 'integer',
    minimum: 1,
    maximum: 65_535,
    description: 'Port of health and metrics, for the operator only',
  },
  HOST: { type: 'string', default: '127.0.0.1', description: 'Address to listen on' },
  OPS_HOST: { type: 'string', default: '127.0.0.1', description: "Address of the operator's port" },
  PROFILE: {
    type: 'string',
    enum: ['development', 'production'],
    default: 'production',
    description: 'Production refuses a clock file, plain http issuers and unsafe servers',
  },
  CLOCK_FILE: { type: 'string', description: 'File with the clock offset; development only' },
  PARENT_PID: { type: 'integer', minimum: 1, description: 'Process to end with' },
  LOG_LEVEL: {
    type: 'string',
    enum: ['debug', 'info', 'warn', 'error', 'silent'],
    default: 'info',
    description: 'Least level that is logged',
  },
  OTEL_EXPORTER_OTLP_ENDPOINT: {
    type: 'string',
    pattern: '^https?://',
    description: 'Collector of traces; absent means none are made',
  },
} as const satisfies ConfigSchema['properties']

/** The setting of a service that people use in a browser. */
export const pageProperties = {
  PUBLIC_URL: {
    type: 'string',
    pattern: '^https?://[^/?#]+$',
    description: 'The service as browsers know it; https in production',
  },
} as const satisfies ConfigSchema['properties']

export const serviceRequired = ['PORT', 'OPS_PORT'] as const

/** The settings of every service as they were read. */
export type FrameConfig = ConfigValues<{
  type: 'object'
  required: typeof serviceRequired
  properties: typeof serviceProperties
}>

/** The settings of a service on the bus. */
export const busProperties = {
  NATS_URL: { type: 'string', description: 'The bus' },
  NATS_USER: {
    type: 'string',
    description: 'Login of its account: the hub’s, or the agency’s own',
  },
  NATS_PASSWORD_FILE: { type: 'string', description: 'File with that login’s password' },
} as const satisfies ConfigSchema['properties']

export const busRequired = ['NATS_URL', 'NATS_USER', 'NATS_PASSWORD_FILE'] as const

/** They as they were read. */
export type BusConfig = Readonly<Record<(typeof busRequired)[number], string>>

/** The settings of a service that asks others, the registry first, as a client of its own. */
export const clientProperties = {
  REGISTRY_URL: {
    type: 'string',
    pattern: '^https?://',
    description: 'Where the registry answers',
  },
  CLIENT_ID: { type: 'string', description: 'This service’s client at the issuer' },
  CLIENT_KEY_FILE: { type: 'string', description: 'Private key of that client, PEM' },
} as const satisfies ConfigSchema['properties']

export const clientRequired = ['REGISTRY_URL', 'CLIENT_ID', 'CLIENT_KEY_FILE'] as const

/** The settings of a service that takes tokens. */
export const authProperties = {
  ISSUER_URL: { type: 'string', pattern: '^https?://', description: 'Issuer of access tokens' },
  JWKS_URL: {
    type: 'string',
    pattern: '^https?://',
    description: "Keys of the issuer; absent means where the issuer's metadata says",
  },
} as const satisfies ConfigSchema['properties']

export const authRequired = ['ISSUER_URL'] as const

/** The resource indicator of every hub service; a desk's is `urn:unefois:desk:<agency>`. */
export const hubAudience = 'urn:unefois:hub'

/** The resource indicator (RFC 8707) of one agency's desk. */
export function deskAudience(agency: string): string {
  return `urn:unefois:desk:${agency}`
}
