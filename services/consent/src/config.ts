import { readConfig } from '@unefois/config'
import { authProperties, authRequired, serviceProperties, serviceRequired } from '@unefois/service'

/** The settings of the consent service. The URL carries one role; keys come as files. */
export const configSchema = {
  type: 'object',
  required: [
    ...serviceRequired,
    ...authRequired,
    'DATABASE_URL',
    'KEYS_DIR',
    'REGISTRY_URL',
    'CLIENT_ID',
    'CLIENT_KEY_FILE',
  ],
  properties: {
    ...serviceProperties,
    ...authProperties,
    DATABASE_URL: { type: 'string', description: 'Role consent_app' },
    REGISTRY_URL: { type: 'string', description: 'Where the registry answers' },
    CLIENT_ID: { type: 'string', description: 'This service’s client at the issuer' },
    CLIENT_KEY_FILE: { type: 'string', description: 'Private key of that client, PEM' },
    KEYS_DIR: { type: 'string', description: 'Folder of the hub’s key files, mode 0700' },
  },
} as const

/** Reads the settings. @throws ConfigError naming what is missing. */
export const readConsentConfig = () => readConfig(configSchema)
