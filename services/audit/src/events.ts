import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** Everything the audit service may log. */
export const events = defineEvents({
  ...serviceEvents,
  'database-behind-journal': { level: 'error', fields: [] },
  'journal-exported': { level: 'debug', fields: ['entries'] },
  'journal-export-failed': { level: 'error', fields: [] },
  'certificates-made': { level: 'info', fields: ['certificates'] },
  'counting-failed': { level: 'error', fields: [] },
  'flags-raised': { level: 'info', fields: ['flags'] },
  'flagging-failed': { level: 'error', fields: [] },
  'certifying-failed': { level: 'error', fields: [] },
  'traces-forgotten': { level: 'info', fields: ['traces', 'months', 'openings', 'keys'] },
  'forgetting-failed': { level: 'error', fields: [] },
  'checkpoint-published': { level: 'debug', fields: ['size'] },
  'log-begun-anew': { level: 'warn', fields: [] },
  'log-behind-checkpoint': { level: 'error', fields: [] },
  'log-failed': { level: 'error', fields: ['errorName', 'errorCode', 'at'] },
  'participants-unknown': { level: 'warn', fields: [] },
})
