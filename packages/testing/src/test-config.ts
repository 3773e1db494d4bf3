import { readConfig } from '@unefois/config'

const schema = {
  type: 'object',
  required: ['PATH'],
  properties: {
    PATH: { type: 'string', description: 'Where nats-server is looked for.' },
    NODE_COMPILE_CACHE: {
      type: 'string',
      description: 'Where Node keeps what it has compiled; processes of tests are told as well.',
    },
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

/** What a process is told besides what its test tells it: it starts in half the time. */
export const compileCache: Readonly<Record<string, string>> =
  testConfig.NODE_COMPILE_CACHE === undefined
    ? {}
    : { NODE_COMPILE_CACHE: testConfig.NODE_COMPILE_CACHE }
