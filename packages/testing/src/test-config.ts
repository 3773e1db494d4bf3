import { readConfig } from '@unefois/config'

const schema = {
  type: 'object',
  required: ['PATH'],
  properties: {
    PATH: { type: 'string', description: 'Where nats-server is looked for.' },
    TEST_DATABASE_URL: {
      type: 'string',
      description: 'An administrator’s URL of the Postgres that `npm test` has started.',
    },
    TEST_PASSWORDS_DIR: {
      type: 'string',
      description: 'The folder of that server’s role passwords.',
    },
  },
} as const

/** What `npm test` tells each test file; without it a file starts what it needs by itself. */
export const testConfig = readConfig(schema)
