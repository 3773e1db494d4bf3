/** A refusal as the service wrote it (RFC 9457). */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly article?: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  readonly [member: string]: unknown
}

/** A place in what was sent (RFC 6901) and a fixed sentence; never a value. */
export type ProblemPointer = NonNullable<ProblemDocument['errors']>[number]

/**
 * An answer that is not a success, after every retry that could do no harm. The message holds
 * status and code only, so it may be logged.
 */
export class ApiError extends Error {
  readonly status: number
  readonly problem: ProblemDocument | undefined
  /** When the service says that asking again may help, in seconds from its answer. */
  readonly retryAfterSec: number | undefined

  constructor(status: number, problem: ProblemDocument | undefined, retryAfterSec?: number) {
    super(`the service answered ${status} ${problem?.code ?? 'without a problem document'}`)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
    this.retryAfterSec = retryAfterSec
  }

  get code(): string {
    return this.problem?.code ?? 'none'
  }

  /** The provision that refuses, where the law does. */
  get article(): string | undefined {
    return this.problem?.article
  }

  get pointers(): readonly ProblemPointer[] {
    return this.problem?.errors ?? []
  }
}

/** The issuer gave no token; `code` is its OAuth error, e.g. `invalid_client`. */
export class TokenError extends Error {
  readonly code: string

  constructor(code: string) {
    super(`the issuer gave no token: ${code}`)
    this.name = 'TokenError'
    this.code = code
  }

  /** The issuer is unwell, not unwilling. */
  get isPassing(): boolean {
    return /^(?:status (?:429|5[0-9]{2})|temporarily_unavailable|server_error)$/u.test(this.code)
  }
}

/** The hub stands before the lines at hand: open the source again and resume from its start. */
export class BatchRewoundError extends Error {
  readonly nextLine: number

  constructor(nextLine: number) {
    super(`the hub asks for line ${nextLine} again`)
    this.name = 'BatchRewoundError'
    this.nextLine = nextLine
  }
}
