import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** Everything the registry may log, with the only fields each event may carry. */
export const events = defineEvents({
  ...serviceEvents,
  'registry-changed': { level: 'info', fields: ['version'] },
  'change-not-announced': { level: 'warn', fields: ['version'] },
})
