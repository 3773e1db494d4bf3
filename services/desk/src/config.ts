import { type ConfigValues, readConfig } from '@unefois/config'
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
import { deadlineDefaults } from './domain/deadlines.ts'

/** The settings of one agency's desk. Secrets come as files. */
export const configSchema = {
  type: 'object',
  required: [
    ...serviceRequired,
    ...authRequired,
    ...busRequired,
    ...clientRequired,
    'AGENCY',
    'COUNTRY',
    'MODE',
    'HUB_ID',
    'DATABASE_URL',
    'GATEWAY_URL',
    'KEYS_DIR',
  ],
  properties: {
    ...serviceProperties,
    ...authProperties,
    ...busProperties,
    ...clientProperties,
    AGENCY: {
      type: 'string',
      pattern: '^[a-z][a-z0-9-]{1,40}$',
      description: 'Participant id of the agency whose desk this is',
    },
    COUNTRY: {
      type: 'string',
      enum: ['fr', 'be'],
      description: 'Whose public holidays and time zone count',
    },
    MODE: {
      type: 'string',
      enum: ['own', 'network', 'hub-hosted'],
      description: 'Who runs this desk: the agency, its network, or the hub (demonstration only)',
    },
    HUB_ID: {
      type: 'string',
      pattern: '^[a-z0-9-]+$',
      description: 'The hub’s name inside every seal',
    },
    DATABASE_URL: { type: 'string', description: 'The desk’s own database, under its own role' },
    GATEWAY_URL: {
      type: 'string',
      pattern: '^https?://',
      description: 'Where the gateway answers',
    },
    AUDIT_URL: {
      type: 'string',
      pattern: '^https?://',
      description: 'Where the hub’s log is: this desk tells it what it does',
    },
    LOG_VERIFIER_KEY: {
      type: 'string',
      pattern: '^[^\\s+]+\\+[0-9a-f]{8}\\+[A-Za-z0-9+/=]+$',
      description:
        'The log’s key as the hub’s operator gave it to this agency (C2SP signed-note): with it, ' +
        'this desk is a witness of the log',
    },
    WITNESS_KEY: {
      type: 'integer',
      minimum: 1,
      maximum: 9_999,
      default: 1,
      description:
        'Which key this agency cosigns by: one more makes the next, for which this signs',
    },
    LOG_VERIFIER_KEY_FILE: {
      type: 'string',
      description: 'A file that holds LOG_VERIFIER_KEY, where it is not given as such',
    },
    SIGN_KEYS: {
      type: 'string',
      pattern: '^[A-Za-z0-9_-]{87}(,[A-Za-z0-9_-]{87})*$',
      description:
        'Public keys by which this agency’s people sign agreements, separated by commas: with ' +
        'them, an agreement in the log that nobody here signed is an alarm',
    },
    KEYS_DIR: {
      type: 'string',
      description: 'Folder of the agency’s key files, mode 0700, the receiver key among them',
    },
    JOURNAL_DIR: {
      type: 'string',
      description: 'Folder of the erasure journal, on another volume than the database’s',
    },
    DEADLINE_REMIND_DAYS: {
      type: 'integer',
      minimum: 1,
      maximum: 250,
      default: deadlineDefaults.remindDays,
      description: 'Working days until an unclaimed case is shown again',
    },
    DEADLINE_TAKE_UP_DAYS: {
      type: 'integer',
      minimum: 1,
      maximum: 250,
      default: deadlineDefaults.takeUpDays,
      description: 'Working days until an unclaimed case is late',
    },
    DEADLINE_ACCOMPANY_DAYS: {
      type: 'integer',
      minimum: 1,
      maximum: 250,
      default: deadlineDefaults.accompanyDays,
      description: 'Working days until an accompaniment is late',
    },
  },
} as const

export type DeskConfig = ConfigValues<typeof configSchema>

/**
 * Reads the settings.
 * @throws ConfigError naming what is missing; Error when production is asked for what only a
 * demonstration may do.
 */
export function readDeskConfig(environment?: Readonly<Record<string, string>>): DeskConfig {
  const config = readConfig(configSchema, environment)
  if (config.PROFILE === 'production' && config.MODE === 'hub-hosted') {
    // A hub that runs a desk holds both the lock and the key (architecture.md).
    throw new Error('a desk hosted by the hub is for demonstrations only')
  }
  return config
}
