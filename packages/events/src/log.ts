import pino, { type DestinationStream } from 'pino'
import type { EventCatalogue, EventFields, EventValue } from './catalogue.ts'

const valueLengthMax = 200

/** Writes one catalogued event. There is no way to log free text or an error object. */
export type Log<C extends EventCatalogue> = <K extends keyof C & string>(
  event: K,
  fields?: EventFields<C, K>,
) => void

/**
 * A log that can only say what the catalogue lists, one JSON line per event on standard output.
 * @throws when an event or a field is not catalogued, or a value is not a short id, code or number:
 * a mistake in the code must show in the tests, not in a court file.
 */
export function createLog<C extends EventCatalogue>(options: {
  service: string
  events: C
  level?: 'debug' | 'info' | 'warn' | 'error' | 'silent'
  destination?: DestinationStream
}): Log<C> {
  const logger = pino(
    {
      level: options.level ?? 'info',
      base: { service: options.service },
      messageKey: 'event',
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: label => ({ level: label }) },
    },
    options.destination ?? pino.destination({ fd: 1, sync: true }),
  )
  return (event, fields = {}) => {
    const definition = options.events[event]
    if (definition === undefined) throw new Error(`event not in the catalogue: ${event}`)
    logger[definition.level](allowed(event, definition.fields, fields), event)
  }
}

function allowed(
  event: string,
  listed: readonly string[],
  fields: object,
): Record<string, EventValue> {
  const kept: Record<string, EventValue> = {}
  for (const [name, value] of Object.entries(fields)) {
    if (!listed.includes(name)) throw new Error(`${event} may not carry the field ${name}`)
    if (value === undefined) continue
    if (typeof value === 'string' && value.length > valueLengthMax) {
      throw new Error(`${event}.${name} is longer than an id or a code`)
    }
    if (!['string', 'number', 'boolean'].includes(typeof value)) {
      throw new Error(`${event}.${name} is not a plain value`)
    }
    kept[name] = value
  }
  return kept
}
