import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** Everything the consent service may log. */
export const events = defineEvents({
  ...serviceEvents,
  'pulse-missed': { level: 'error', fields: [] },
  'lapsed-forgotten': { level: 'info', fields: ['objections', 'agreements', 'generations'] },
  'forgetting-failed': { level: 'error', fields: [] },
})
