import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** Everything a desk may log, with the only fields each event may carry. Ids of signals: never. */
export const events = defineEvents({
  ...serviceEvents,
  'desk-opened': { level: 'info', fields: ['agency', 'mode', 'country'] },
  'signals-received': { level: 'debug', fields: ['stored', 'joined', 'known', 'gone'] },
  'signals-recalled': { level: 'info', fields: ['recalls', 'erased'] },
  'message-quarantined': { level: 'error', fields: ['reason', 'messages'] },
  'receiver-key-missing': { level: 'error', fields: ['messages'] },
  'inbox-put-back': { level: 'warn', fields: ['messages', 'cause'] },
  'inbox-failed': { level: 'error', fields: ['errorName', 'errorCode', 'at'] },
  'events-reported': { level: 'debug', fields: ['events'] },
  'event-refused': { level: 'error', fields: ['type', 'code'] },
  'report-put-off': { level: 'warn', fields: ['cause', 'delayMs'] },
  'acts-told': { level: 'debug', fields: ['acts'] },
  'acts-refused': { level: 'error', fields: ['acts', 'code'] },
  'acts-put-off': { level: 'warn', fields: ['cause', 'delayMs'] },
  'agreements-unreachable': { level: 'warn', fields: [] },
  'second-person-needed': { level: 'warn', fields: ['because', 'max', 'windowDays'] },
  'closing-unconfirmed': { level: 'error', fields: ['closings', 'hours'] },
  'erasures-replayed': { level: 'warn', fields: ['entries', 'rows'] },
  'keys-overdue': { level: 'error', fields: ['keys'] },
  'checkpoint-cosigned': { level: 'debug', fields: ['size'] },
  'log-leaves-lost': { level: 'error', fields: ['lost'] },
  'log-not-consistent': { level: 'error', fields: ['status'] },
  'log-watched': { level: 'debug', fields: ['found'] },
  'log-entry-unproven': { level: 'error', fields: [] },
  'own-entries-unknown': { level: 'error', fields: ['unknown'] },
  'own-entries-unlogged': { level: 'error', fields: ['unlogged'] },
  'witness-put-off': { level: 'warn', fields: ['errorName', 'errorCode', 'at'] },
  'housekeeping-failed': { level: 'error', fields: ['errorName', 'errorCode', 'at'] },
})
