import { readConfig } from '@unefois/config'
import { authProperties, authRequired, serviceProperties, serviceRequired } from '@unefois/service'

/** The settings of the registry. Secrets come as files; the database URL carries one role. */
export const configSchema = {
  type: 'object',
  required: [
    ...serviceRequired,
    ...authRequired,
    'DATABASE_URL',
    'NATS_URL',
    'NATS_USER',
    'NATS_PASSWORD_FILE',
  ],
  properties: {
    ...serviceProperties,
    ...authProperties,
    DATABASE_URL: { type: 'string', description: 'Role registry_app' },
    NATS_URL: { type: 'string', description: 'The bus' },
    NATS_USER: { type: 'string', description: 'Login of the hub’s account' },
    NATS_PASSWORD_FILE: { type: 'string', description: 'File with that login’s password' },
    BCSS: {
      type: 'string',
      enum: ['none', 'asked'],
      default: 'none',
      description:
        'Whether the gateways ask the BCSS: without, no agreement `via-bcss` is in force',
    },
  },
} as const

/** Reads the settings. @throws ConfigError naming what is missing. */
export const readRegistryConfig = () => readConfig(configSchema)
