/** A value that may be logged: an id, a code, a count, a duration. Never an identifier. */
export type EventValue = string | number | boolean

/** One event that a service may log: its level and the only fields it may carry (empty: none). */
export interface EventDefinition {
  readonly level: 'debug' | 'info' | 'warn' | 'error'
  readonly fields: readonly string[]
}

export type EventCatalogue = Readonly<Record<string, EventDefinition>>

/** The fields of one event, all optional: what is unknown is left out, what is unlisted throws. */
export type EventFields<C extends EventCatalogue, K extends keyof C> = {
  readonly [F in C[K]['fields'][number]]?: EventValue
}

/** Declares what a service may log (CNIL 2021-122: no personal data of the main processing). */
export function defineEvents<const C extends EventCatalogue>(catalogue: C): C {
  return Object.freeze(catalogue)
}
