import { defineEvents } from '@unefois/events'

/** Everything the gateway may log, with the only fields each event may carry. */
export const events = defineEvents({
  'gateway-started': { level: 'info', fields: ['port'] },
  'gateway-stopped': { level: 'info', fields: [] },
  'snapshot-refreshed': { level: 'info', fields: ['version'] },
  'snapshot-unreachable': { level: 'warn', fields: [] },
  'streams-lost': { level: 'error', fields: ['receivers'] },
  'relay-failed': { level: 'warn', fields: ['turn'] },
  'quota-not-counted': { level: 'warn', fields: [] },
  'keks-rotated': { level: 'info', fields: ['destroyed', 'rewrapped'] },
  'kek-rotation-failed': { level: 'error', fields: [] },
  'partitions-added': { level: 'info', fields: ['partitions'] },
  'partitions-failed': { level: 'error', fields: [] },
  'recalls-overdue': { level: 'error', fields: ['recalls'] },
})
