import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** Everything the gateway may log, with the only fields each event may carry. */
export const events = defineEvents({
  ...serviceEvents,
  'snapshot-refreshed': { level: 'info', fields: ['version'] },
  'snapshot-unreachable': { level: 'warn', fields: [] },
  'streams-lost': { level: 'error', fields: ['receivers'] },
  'relay-failed': { level: 'warn', fields: ['turn'] },
  'quota-not-counted': { level: 'warn', fields: [] },
  'keks-rotated': { level: 'info', fields: ['destroyed', 'rewrapped'] },
  'kek-rotation-failed': { level: 'error', fields: [] },
  'batch-opened': { level: 'info', fields: ['batch', 'agency'] },
  'batch-stream-ended': {
    level: 'info',
    fields: ['batch', 'agency', 'nextLine', 'stored', 'code', 'durationMs'],
  },
  'batches-deleted': { level: 'info', fields: ['batches'] },
  'signals-expired': { level: 'info', fields: ['signals'] },
  'months-dropped': { level: 'info', fields: ['months', 'signals'] },
  'keys-destroyed': { level: 'info', fields: ['keys'] },
  'answers-deleted': { level: 'info', fields: ['answers'] },
  'campaigns-deleted': { level: 'info', fields: ['campaigns'] },
  'holds-ended': { level: 'info', fields: ['signals'] },
  'retention-failed': { level: 'error', fields: ['step'] },
  'partitions-added': { level: 'info', fields: ['partitions'] },
  'partitions-failed': { level: 'error', fields: [] },
  'campaigns-unread': { level: 'warn', fields: [] },
  'campaign-figures-kept': { level: 'info', fields: ['figures'] },
  'campaign-figures-failed': { level: 'error', fields: [] },
  'receiver-behind': { level: 'error', fields: ['receiver', 'messages', 'oldestSec'] },
  'backlogs-unknown': { level: 'warn', fields: [] },
  'recalls-overdue': { level: 'error', fields: ['recalls'] },
  'keks-overdue': { level: 'error', fields: ['keks'] },
  'messages-overdue': { level: 'error', fields: ['messages'] },
  'months-overdue': { level: 'error', fields: ['months'] },
  'overdue-unknown': { level: 'warn', fields: [] },
})
