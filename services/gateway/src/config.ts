import { readConfig } from '@unefois/config'
import {
  authProperties,
  authRequired,
  busProperties,
  busRequired,
  clientProperties,
  clientRequired,
  serviceProperties,
  serviceRequired,
} from '@unefois/service'

/** The settings of the gateway. Secrets come as files; each database URL carries one role. */
export const configSchema = {
  type: 'object',
  required: [
    ...serviceRequired,
    ...authRequired,
    ...busRequired,
    ...clientRequired,
    'ACCEPT_DATABASE_URL',
    'AGENCY_DATABASE_URL',
    'RELAY_DATABASE_URL',
    'RETENTION_DATABASE_URL',
    'KEYS_DIR',
  ],
  properties: {
    ...serviceProperties,
    ...authProperties,
    ...busProperties,
    ...clientProperties,
    HUB_ID: {
      type: 'string',
      description: 'The hub’s name inside every seal; desks must have the same',
      pattern: '^[a-z0-9-]+$',
      default: 'unefois',
    },
    ACCEPT_DATABASE_URL: { type: 'string', description: 'Role gateway_accept' },
    AGENCY_DATABASE_URL: { type: 'string', description: 'Role gateway_agency' },
    RELAY_DATABASE_URL: { type: 'string', description: 'Role gateway_relay' },
    RETENTION_DATABASE_URL: { type: 'string', description: 'Role gateway_retention' },
    BCSS_URL: {
      type: 'string',
      description: 'The adapter to the BCSS; without it, agreements via-bcss carry nothing',
    },
    KEYS_DIR: { type: 'string', description: 'Folder of the hub’s key files, mode 0700' },
  },
} as const

/** Reads the settings. @throws ConfigError naming what is missing. */
export const readGatewayConfig = () => readConfig(configSchema)
