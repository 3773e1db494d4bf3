import { readConfig } from '@unefois/config'

/** What docker-compose.yml tells the preparation. */
export const prepareSchema = {
  type: 'object',
  required: [
    'ADMIN_DATABASE_URL',
    'SECRETS_DIR',
    'JOURNALS_DIR',
    'NATS_STORE_DIR',
    'OWNER_ID',
    'DESKS',
    'HUB_ID',
  ],
  properties: {
    ADMIN_DATABASE_URL: { type: 'string', description: 'A superuser’s', pattern: '^postgres://' },
    SECRETS_DIR: { type: 'string', description: 'Where each service’s volume is mounted' },
    JOURNALS_DIR: {
      type: 'string',
      description: 'Where each erasure journal’s volume is mounted',
    },
    NATS_STORE_DIR: { type: 'string', description: 'JetStream’s volume' },
    OWNER_ID: { type: 'integer', description: 'The account of the services', minimum: 0 },
    DESKS: {
      type: 'string',
      description: 'Agencies with a desk here, separated by commas',
      pattern: '^[a-z][a-z0-9-]{1,40}(,[a-z][a-z0-9-]{1,40})*$',
    },
    LOG_EPOCH: {
      type: 'integer',
      description: 'Which log of the hub is kept, as the audit service is told',
      minimum: 1,
      maximum: 9_999,
      default: 1,
    },
    HUB_ID: {
      type: 'string',
      description: 'The hub’s name, in the key by which agencies know its log',
      pattern: '^[a-z][a-z0-9-]{1,40}$',
    },
  },
} as const

/** The name of the variable that holds a login role's password. */
function passwordVariable(role: string): string {
  return `PASSWORD_${role.toUpperCase()}`
}

/** @throws ConfigError naming every setting at fault; a missing password too, when it is asked. */
export function readPrepareConfig() {
  return {
    ...readConfig(prepareSchema),
    passwordOf(role: string): string {
      const name = passwordVariable(role)
      const properties = { [name]: { type: 'string', description: 'A role’s password' } } as const
      const password = readConfig({ type: 'object', required: [name], properties })[name]
      if (password === undefined) throw new Error(`${name} is missing`)
      return password
    },
  }
}
