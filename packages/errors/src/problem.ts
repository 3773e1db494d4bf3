/** What one entry of a room's `errors.ts` says. `article` cites the text where the law refuses. */
export interface ProblemDefinition {
  readonly status: number
  readonly title: string
  readonly article?: string
}

/** One place in the request body: an RFC 6901 pointer and a fixed sentence, never the value. */
export interface ProblemPointer {
  readonly pointer: string
  readonly detail: string
}

/** What a use-case may add when it refuses. `extra` holds ids and codes of ours only. */
export interface ProblemDetails {
  readonly pointers?: readonly ProblemPointer[]
  readonly retryAfterSec?: number
  readonly extra?: Readonly<Record<string, string | number | readonly string[]>>
}

/** A refusal that may be shown to the caller, written as RFC 9457 `application/problem+json`. */
export class Problem extends Error {
  readonly code: string
  readonly status: number
  readonly title: string
  readonly article: string | undefined
  readonly pointers: readonly ProblemPointer[]
  readonly retryAfterSec: number | undefined
  readonly extra: ProblemDetails['extra']

  constructor(code: string, definition: ProblemDefinition, details: ProblemDetails = {}) {
    super(code)
    this.name = 'Problem'
    this.code = code
    this.status = definition.status
    this.title = definition.title
    this.article = definition.article
    this.pointers = details.pointers ?? []
    this.retryAfterSec = details.retryAfterSec
    this.extra = details.extra
  }

  /** The RFC 9457 document. `type` is relative: every service shows its page under /problems/. */
  toDocument(): Record<string, unknown> {
    return {
      type: `/problems/${this.code}`,
      title: this.title,
      status: this.status,
      code: this.code,
      ...(this.article === undefined ? {} : { article: this.article }),
      ...(this.pointers.length === 0 ? {} : { errors: this.pointers }),
      ...this.extra,
    }
  }
}

/**
 * Turns a room's table of refusals into factories: `problems['quota-used']({ retryAfterSec: 60 })`.
 * The table itself stays readable as `factories.definitions`, for the generated catalogue.
 */
export function defineProblems<const T extends Readonly<Record<string, ProblemDefinition>>>(
  definitions: T,
): { readonly [K in keyof T]: (details?: ProblemDetails) => Problem } & { definitions: T } {
  const factories: Record<string, unknown> = { definitions }
  for (const [code, definition] of Object.entries(definitions)) {
    factories[code] = (details?: ProblemDetails) => new Problem(code, definition, details)
  }
  return factories as { readonly [K in keyof T]: (details?: ProblemDetails) => Problem } & {
    definitions: T
  }
}
