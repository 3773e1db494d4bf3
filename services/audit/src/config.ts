import { readConfig } from '@unefois/config'
import {
  authProperties,
  authRequired,
  clientProperties,
  clientRequired,
  pageProperties,
  serviceProperties,
  serviceRequired,
} from '@unefois/service'
import { limits } from './limits.ts'

/** The settings of the audit service. The URL carries one role; keys come as files. */
export const configSchema = {
  type: 'object',
  required: [
    ...serviceRequired,
    ...authRequired,
    ...clientRequired,
    'HUB_ID',
    'DATABASE_URL',
    'KEYS_DIR',
    'JOURNAL_DIR',
  ],
  properties: {
    ...serviceProperties,
    ...authProperties,
    ...clientProperties,
    ...pageProperties,
    HUB_ID: {
      type: 'string',
      pattern: '^[a-z][a-z0-9-]{1,40}$',
      description: 'The hub’s name, which every certificate carries',
    },
    DATABASE_URL: { type: 'string', description: 'Role audit_app' },
    KEYS_DIR: { type: 'string', description: 'Folder of the hub’s key files, mode 0700' },
    JOURNAL_DIR: {
      type: 'string',
      description: 'The erasure journal outside the database, on another volume than Postgres’s',
    },
    LOG_EPOCH: {
      type: 'integer',
      minimum: 1,
      maximum: 9_999,
      default: 1,
      description:
        'Which log of this hub is kept. One more than before begins a successor, after a restore ' +
        'to before the last publication (log-behind-checkpoint); agencies are told its key',
    },
    ACCESS_PART_EVENTS: {
      type: 'integer',
      minimum: 1,
      maximum: limits.personEventsPerPart,
      default: limits.personEventsPerPart,
      description: 'Acts of one part of an answer to a person: what more there is takes more parts',
    },
  },
} as const

/** Reads the settings. @throws ConfigError naming what is missing. */
export const readAuditConfig = () => readConfig(configSchema)
