export { defineEvents, type EventCatalogue, type EventFields } from './catalogue.ts'
export { createLog, type Log } from './log.ts'
