import { defineEvents } from '@unefois/events'

/** Everything the consent service may log. */
export const events = defineEvents({
  'consent-started': { level: 'info', fields: ['port'] },
  'consent-stopped': { level: 'info', fields: [] },
  'pulse-missed': { level: 'error', fields: [] },
})
