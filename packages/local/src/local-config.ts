import { type ConfigValues, readConfig } from '@unefois/config'

const schema = {
  type: 'object',
  required: ['PATH'],
  properties: {
    PATH: { type: 'string', description: 'Where nats-server is looked for.' },
    DATABASE_URL: {
      type: 'string',
      description: 'An administrator’s URL of a Postgres to use instead of our own.',
      pattern: '^postgres(ql)?://',
    },
    NATS_URL: {
      type: 'string',
      description: 'A nats-server to use instead of our own.',
      pattern: '^(nats|tls)://',
    },
    NATS_CREDENTIALS_FILE: {
      type: 'string',
      description: 'JSON: login name → {user, password}, for hub and each participant.',
    },
    PORT_BASE: {
      type: 'integer',
      description: 'The first of 40 ports; without it the first free block from 4600.',
      minimum: 1_024,
      maximum: 65_495,
    },
    OTEL_EXPORTER_OTLP_ENDPOINT: {
      type: 'string',
      description: 'Where traces are sent.',
      pattern: '^https?://',
    },
    LOG_EPOCH: {
      type: 'integer',
      description: 'Which log of the hub is kept: one more begins a successor after a restore.',
      minimum: 1,
      maximum: 9_999,
      default: 1,
    },
    NODE_COMPILE_CACHE: {
      type: 'string',
      description: 'Where Node keeps what it has compiled; the services are told as well.',
    },
    PARENT_PID: { type: 'integer', description: 'The launcher’s process.', minimum: 1 },
  },
} as const

/** What the programs that start a hub read from the environment, once. */
export function readLocalConfig(): ConfigValues<typeof schema> {
  return readConfig(schema)
}
