/** A refusal as the service wrote it (RFC 9457). */
export interface ProblemDocument {
  readonly type: string
  readonly title: string
  readonly status: number
  readonly code: string
  readonly errors?: readonly { readonly pointer: string; readonly detail: string }[]
  readonly [member: string]: unknown
}

/** An answer that is not a success. The message holds status and code only. */
export class ApiError extends Error {
  readonly status: number
  readonly problem: ProblemDocument | undefined

  constructor(status: number, problem: ProblemDocument | undefined) {
    super(`the service answered ${status} ${problem?.code ?? 'without a problem document'}`)
    this.name = 'ApiError'
    this.status = status
    this.problem = problem
  }

  get code(): string {
    return this.problem?.code ?? 'none'
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
}
