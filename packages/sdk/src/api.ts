import { ApiError, type ProblemDocument } from './errors.ts'
import { type Answer, createSend } from './http.ts'
import { limits } from './limits.ts'
import { withRetry } from './retry.ts'
import type { TokenSource } from './token-source.ts'

export interface ApiOptions {
  readonly baseUrl: string
  readonly tokens?: TokenSource | undefined
  readonly timeoutMs?: number
  readonly retriesMax?: number
}

export interface Call {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Starts with a slash; never carries an identifier. */
  readonly path: string
  readonly body?: unknown
  /** A UUID; the same one is sent again on every retry. */
  readonly idempotencyKey?: string | undefined
  /** The version last read, sent as If-Match. */
  readonly ifMatch?: number | undefined
  readonly query?: Readonly<Record<string, string | number>> | undefined
  /** For a POST that is idempotent by its content (releases, case events): may be sent again. */
  readonly repeatable?: boolean
  readonly signal?: AbortSignal | undefined
}

export interface CallResult<Body = unknown> {
  readonly status: number
  readonly body: Body
  readonly headers: Answer['headers']
}

export interface Api {
  /** Any answer, refusals included. @throws only when no answer came. */
  call<Body = unknown>(call: Call): Promise<CallResult<Body>>
  /** The body of a 2xx answer. @throws ApiError with status and problem otherwise. */
  ok<Body = unknown>(call: Call): Promise<Body>
  close(): Promise<void>
}

/**
 * Calls one service with JSON, tokens and bounded retries. `Body` is what the contract of the call
 * promises; it is not validated here: what a desk acts on, it validates itself.
 */
export function createApi(options: ApiOptions): Api {
  const { send, close } = createSend()
  const timeoutMs = options.timeoutMs ?? limits.callTimeoutMs

  async function attempt(call: Call): Promise<Answer> {
    const headers = { ...headersOf(call), ...(await authorization(options.tokens)) }
    const body = call.body === undefined ? undefined : JSON.stringify(call.body)
    return send({
      method: call.method,
      url: urlOf(options.baseUrl, call),
      headers,
      body,
      timeoutMs,
    })
  }

  async function perform<Body>(call: Call): Promise<CallResult<Body>> {
    const policy = {
      retriesMax: options.retriesMax ?? limits.retriesMax,
      repeatable: isRepeatable(call),
      signal: call.signal,
    }
    let answer = await withRetry(() => attempt(call), policy)
    if (answer.status === 401 && options.tokens !== undefined) {
      options.tokens.reset()
      answer = await withRetry(() => attempt(call), policy)
    }
    return { status: answer.status, body: bodyOf(answer) as Body, headers: answer.headers }
  }

  return {
    call: perform,
    async ok<Body>(call: Call) {
      const result = await perform<Body>(call)
      if (result.status < 200 || result.status > 299) {
        throw new ApiError(result.status, problemOf(result.body))
      }
      return result.body
    },
    close,
  }
}

function isRepeatable(call: Call): boolean {
  if (call.idempotencyKey !== undefined || call.repeatable === true) return true
  return call.method === 'GET' || (call.method === 'PUT' && call.ifMatch === undefined)
}

function urlOf(baseUrl: string, call: Call): string {
  if (!call.path.startsWith('/')) throw new Error('the path of a call starts with a slash')
  const url = new URL(call.path, baseUrl)
  for (const [name, value] of Object.entries(call.query ?? {})) {
    url.searchParams.set(name, String(value))
  }
  return url.href
}

function headersOf(call: Call): Record<string, string> {
  return {
    accept: 'application/json, application/problem+json',
    ...(call.body === undefined ? {} : { 'content-type': 'application/json' }),
    ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
    ...(call.ifMatch === undefined ? {} : { 'if-match': `"${call.ifMatch}"` }),
  }
}

async function authorization(tokens: TokenSource | undefined): Promise<Record<string, string>> {
  return tokens === undefined ? {} : { authorization: `Bearer ${await tokens.token()}` }
}

function bodyOf(answer: Answer): unknown {
  const type = String(answer.headers['content-type'] ?? '')
  if (answer.text === '') return undefined
  return /^application\/(problem\+)?json/u.test(type) ? JSON.parse(answer.text) : answer.text
}

function problemOf(body: unknown): ProblemDocument | undefined {
  if (typeof body !== 'object' || body === null) return undefined
  return 'code' in body && 'title' in body ? (body as ProblemDocument) : undefined
}
