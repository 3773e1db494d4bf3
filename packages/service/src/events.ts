import { defineEvents } from '@unefois/events'

/**
 * What the frame of a service may log. A service spreads it into its own catalogue:
 * `defineEvents({ ...serviceEvents, 'signal-accepted': { … } })`.
 * `at` is a file and line of ours: the message of an error may hold data, its place does not.
 */
export const serviceEvents = defineEvents({
  'service-started': { level: 'info', fields: ['port', 'opsPort'] },
  'server-unfit': { level: 'warn', fields: ['server', 'change'] },
  'server-refused': { level: 'error', fields: ['server', 'change'] },
  'service-stopping': { level: 'info', fields: ['reason'] },
  'service-stopped': { level: 'info', fields: [] },
  'service-failed': { level: 'error', fields: ['errorName', 'errorCode', 'at'] },
  'request-failed': { level: 'error', fields: ['method', 'route', 'errorName', 'errorCode', 'at'] },
  'issuer-keys-unavailable': { level: 'warn', fields: ['errorName', 'errorCode'] },
  'clock-moved': { level: 'info', fields: ['offsetMs'] },
  'clock-handler-failed': { level: 'error', fields: ['errorName', 'errorCode', 'at'] },
})

type ServiceFields = {
  readonly [field in (typeof serviceEvents)[keyof typeof serviceEvents]['fields'][number]]?:
    | string
    | number
    | boolean
}

/** The part of a service's log that this package needs; every service's log satisfies it. */
export type ServiceLog = (event: keyof typeof serviceEvents, fields?: ServiceFields) => void
