import { readConfig } from '@unefois/config'
import {
  authProperties,
  authRequired,
  clientProperties,
  clientRequired,
  serviceProperties,
  serviceRequired,
} from '@unefois/service'

/** The settings of the consent service. The URL carries one role; keys come as files. */
export const configSchema = {
  type: 'object',
  required: [...serviceRequired, ...authRequired, ...clientRequired, 'DATABASE_URL', 'KEYS_DIR'],
  properties: {
    ...serviceProperties,
    ...authProperties,
    ...clientProperties,
    DATABASE_URL: { type: 'string', description: 'Role consent_app' },
    KEYS_DIR: { type: 'string', description: 'Folder of the hub’s key files, mode 0700' },
  },
} as const

/** Reads the settings. @throws ConfigError naming what is missing. */
export const readConsentConfig = () => readConfig(configSchema)
