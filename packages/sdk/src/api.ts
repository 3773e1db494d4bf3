import { text as textOf } from 'node:stream/consumers'
import { ApiError, type ProblemDocument } from './errors.ts'
import { type Answer, createSend, type Exchange, type OpenAnswer } from './http.ts'
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
  /** Bytes that are not JSON, with their headers; never beside `body`. */
  readonly bytes?: { readonly content: Uint8Array; readonly headers: Record<string, string> }
  /** A UUID; the same one is sent again on every retry. */
  readonly idempotencyKey?: string | undefined
  /** The version last read, sent as If-Match. */
  readonly ifMatch?: number | undefined
  /** The version held already, sent as If-None-Match: 304 without a body while it is the newest. */
  readonly ifNoneMatch?: number | undefined
  readonly query?: Readonly<Record<string, string | number>> | undefined
  /** For a POST that is idempotent by its content (releases, case events): may be sent again. */
  readonly repeatable?: boolean
  /** Attempts after the first one, where the client's own number does not fit. */
  readonly retriesMax?: number
  readonly timeoutMs?: number
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
  /** A 2xx answer with its headers. @throws ApiError otherwise. */
  okResult<Body = unknown>(call: Call): Promise<CallResult<Body>>
  /**
   * An answer that is read as it comes; its silence is bounded by `timeoutMs`. Not tried again.
   * @throws ApiError when it is not a 2xx.
   */
  open(call: Call & { readonly headers?: Record<string, string> }): Promise<OpenAnswer>
  close(): Promise<void>
}

/**
 * Calls one service with JSON, tokens and bounded retries. `Body` is what the contract of the call
 * promises; it is not validated here: what a desk acts on, it validates itself.
 */
export function createApi(options: ApiOptions): Api {
  const { send, open, close } = createSend()

  async function exchangeOf(call: Call): Promise<Exchange> {
    const body = call.body === undefined ? call.bytes?.content : JSON.stringify(call.body)
    return {
      method: call.method,
      url: urlOf(options.baseUrl, call),
      headers: { ...headersOf(call), ...(await authorization(options.tokens)) },
      body,
      timeoutMs: call.timeoutMs ?? options.timeoutMs ?? limits.callTimeoutMs,
      signal: call.signal,
    }
  }

  const attempt = async (call: Call): Promise<Answer> => send(await exchangeOf(call))

  async function perform<Body>(call: Call): Promise<CallResult<Body>> {
    const policy = {
      retriesMax: call.retriesMax ?? options.retriesMax ?? limits.retriesMax,
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

  async function okResult<Body>(call: Call): Promise<CallResult<Body>> {
    const result = await perform<Body>(call)
    if (result.status < 200 || result.status > 299) throw refusalOf(result)
    return result
  }

  return {
    call: perform,
    okResult,
    ok: async <Body>(call: Call) => (await okResult<Body>(call)).body,
    async open(call) {
      const exchange = await exchangeOf(call)
      const answer = await open({ ...exchange, headers: { ...exchange.headers, ...call.headers } })
      if (answer.status >= 200 && answer.status < 300) return answer
      if (answer.status === 401) options.tokens?.reset()
      const text = await textOf(answer.body)
      throw refusalOf({ ...answer, body: bodyOf({ ...answer, text }) })
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
    ...(call.body === undefined ? call.bytes?.headers : { 'content-type': 'application/json' }),
    ...(call.idempotencyKey === undefined ? {} : { 'idempotency-key': call.idempotencyKey }),
    ...(call.ifMatch === undefined ? {} : { 'if-match': `"${call.ifMatch}"` }),
    ...(call.ifNoneMatch === undefined ? {} : { 'if-none-match': `"${call.ifNoneMatch}"` }),
  }
}

async function authorization(tokens: TokenSource | undefined): Promise<Record<string, string>> {
  return tokens === undefined ? {} : { authorization: `Bearer ${await tokens.token()}` }
}

/** What a call is refused with, as an error to throw. */
export function refusalOf({ status, body, headers }: CallResult): ApiError {
  const retryAfter = headers['retry-after']
  const sec =
    typeof retryAfter === 'string' && /^[0-9]{1,6}$/u.test(retryAfter)
      ? Number(retryAfter)
      : undefined
  return new ApiError(status, problemOf(body), sec)
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
