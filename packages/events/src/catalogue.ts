/** A value that may be logged: an id, a code, a count, a duration. Never an identifier. */
export type EventValue = string | number | boolean

/** One event that a service may log: its level and the only fields it may carry (none when empty). */
export interface EventDefinition {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: readonly string[]
}

export type EventCatalogue = Readonly<Record<string, EventDefinition>>

/** The fields of one event, all optional: what is not known is left out, what is not listed throws. */
export type EventFields<C extends EventCatalogue, K extends keyof C> = {
  readonly [F in C[K]['fields'][number]]?: EventValue
}

/** Declares the closed catalogue of what a service may log (CNIL 2021-122: no data of the main processing). */
export function defineEvents<const C extends EventCatalogue>(catalogue: C): C {
  return Object.freeze(catalogue)
}
