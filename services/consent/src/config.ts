import { readConfig } from '@unefois/config'

/** The settings of the consent service. Secrets come as files; the URL carries one role. */
export const configSchema = {
  type: 'object',
  required: ['PORT', 'OPS_PORT', 'ISSUER', 'DATABASE_URL', 'KEYS_DIR'],
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
    DATABASE_URL: { type: 'string', description: 'role consent_app' },
    KEYS_DIR: { type: 'string', description: 'folder of the hub’s key files, mode 0700' },
    CLOCK_FILE: { type: 'string', description: 'offset of the clock, development only' },
    OTLP_ENDPOINT: { type: 'string', description: 'where traces go, if anywhere' },
  },
} as const

/** Reads the settings. @throws when something is missing, and in production for a clock file. */
export function readConsentConfig() {
  const config = readConfig(configSchema)
  if (config.PROFILE === 'production' && config.CLOCK_FILE !== undefined) {
    throw new Error('CLOCK_FILE is for development only')
  }
  return config
}
