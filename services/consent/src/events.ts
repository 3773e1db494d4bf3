import { defineEvents } from '@unefois/events'
import { serviceEvents } from '@unefois/service'

/** Everything the consent service may log. */
export const events = defineEvents({
  ...serviceEvents,
  'pulse-missed': { level: 'error', fields: [] },
  'lapsed-forgotten': {
    level: 'info',
    fields: ['objections', 'agreements', 'requests', 'generations'],
  },
  'registry-unreachable': { level: 'warn', fields: [] },
  'forgetting-failed': { level: 'error', fields: [] },
})
