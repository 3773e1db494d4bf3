import { readConfig } from '@unefois/config'
import {
  authProperties,
  authRequired,
  busProperties,
  busRequired,
  serviceProperties,
  serviceRequired,
} from '@unefois/service'

/** The settings of the registry. Secrets come as files; the database URL carries one role. */
export const configSchema = {
  type: 'object',
  required: [...serviceRequired, ...authRequired, ...busRequired, 'DATABASE_URL'],
  properties: {
    ...serviceProperties,
    ...authProperties,
    ...busProperties,
    DATABASE_URL: { type: 'string', description: 'Role registry_app' },
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
