import { type ConfigValues, readConfig } from '@unefois/config'
import { serviceProperties, serviceRequired } from '@unefois/service'

/** The settings of this service, names as in the environment. */
export const configSchema = {
  type: 'object',
  required: [...serviceRequired, 'ISSUER_URL', 'CLIENTS_FILE', 'KEYS_DIR'],
  properties: {
    ...serviceProperties,
    ISSUER_URL: {
      type: 'string',
      pattern: '^https?://[^/?#]+$',
      description: 'How the issuer names itself; https in production',
    },
    CLIENTS_FILE: { type: 'string', description: 'JSON list of clients, read again on change' },
    SAMPLE_ACCOUNTS_FILE: {
      type: 'string',
      description: 'Accounts that anybody may sign in with; development only',
    },
    KEYS_DIR: { type: 'string', description: 'Folder of the signing keys, mode 0700' },
  },
} as const

export type IdentityConfig = ConfigValues<typeof configSchema>

/** @throws ConfigError naming every setting at fault. */
export function readIdentityConfig(): IdentityConfig {
  return readConfig(configSchema)
}
