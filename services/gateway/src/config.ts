import { readConfig } from '@unefois/config'

/** The settings of the gateway. Secrets come as files; URLs carry one role each. */
export const configSchema = {
  type: 'object',
  required: [
    'PORT',
    'OPS_PORT',
    'ISSUER',
    'HUB_ID',
    'ACCEPT_DATABASE_URL',
    'AGENCY_DATABASE_URL',
    'RELAY_DATABASE_URL',
    'RETENTION_DATABASE_URL',
    'NATS_URL',
    'NATS_USER',
    'NATS_PASSWORD_FILE',
    'REGISTRY_URL',
    'CLIENT_ID',
    'CLIENT_KEY_FILE',
    'KEYS_DIR',
  ],
  properties: {
    PROFILE: {
      type: 'string',
      description: 'development relaxes what production refuses',
      enum: ['development', 'production'],
      default: 'production',
    },
    HOST: { type: 'string', description: 'address to listen on', default: '127.0.0.1' },
    PORT: { type: 'integer', description: 'port of the API', minimum: 0, maximum: 65_535 },
    OPS_PORT: {
      type: 'integer',
      description: 'loopback port of health and metrics',
      minimum: 0,
      maximum: 65_535,
    },
    LOG_LEVEL: {
      type: 'string',
      description: 'lowest level written',
      enum: ['debug', 'info', 'warn', 'error'],
      default: 'info',
    },
    ISSUER: { type: 'string', description: 'URL of the token issuer' },
    HUB_ID: { type: 'string', description: 'the hub’s name inside every seal', pattern: '^[a-z0-9-]+$' },
    ACCEPT_DATABASE_URL: { type: 'string', description: 'role gateway_accept' },
    AGENCY_DATABASE_URL: { type: 'string', description: 'role gateway_agency' },
    RELAY_DATABASE_URL: { type: 'string', description: 'role gateway_relay' },
    RETENTION_DATABASE_URL: { type: 'string', description: 'role gateway_retention' },
    NATS_URL: { type: 'string', description: 'the bus' },
    NATS_USER: { type: 'string', description: 'login of the hub’s account' },
    NATS_PASSWORD_FILE: { type: 'string', description: 'file with that login’s password' },
    REGISTRY_URL: { type: 'string', description: 'where the registry answers' },
    CLIENT_ID: { type: 'string', description: 'this gateway’s client at the issuer' },
    CLIENT_KEY_FILE: { type: 'string', description: 'private key of that client, PEM' },
    KEYS_DIR: { type: 'string', description: 'folder of the hub’s key files, mode 0700' },
    CLOCK_FILE: { type: 'string', description: 'offset of the clock, development only' },
    OTLP_ENDPOINT: { type: 'string', description: 'where traces go, if anywhere' },
  },
} as const

/** Reads the settings. @throws ConfigError naming what is missing, and in production the clock file. */
export function readGatewayConfig() {
  const config = readConfig(configSchema)
  if (config.PROFILE === 'production' && config.CLOCK_FILE !== undefined) {
    throw new Error('CLOCK_FILE is for development only')
  }
  return config
}
