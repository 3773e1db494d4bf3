import type { Readable } from 'node:stream'
import { Agent, type Dispatcher, request } from 'undici'
import { limits } from './limits.ts'
import { traceExchange } from './trace-exchange.ts'

/** One HTTP exchange, its body read whole. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

/** An answer whose body is read as it comes, by whoever asked. */
export interface OpenAnswer {
  readonly status: number
  readonly headers: Answer['headers']
  readonly body: Readable
}

export interface Exchange {
  readonly method: Dispatcher.HttpMethod
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array | undefined
  readonly timeoutMs: number
  readonly signal?: AbortSignal | undefined
}

/** Sends one request. @throws on network errors, timeouts and answers that are too large. */
export type Send = (exchange: Exchange) => Promise<Answer>

export interface Connections {
  readonly send: Send
  /** Sends one request and answers at its head; `timeoutMs` is the longest silence after it. */
  open(exchange: Exchange): Promise<OpenAnswer>
  close(): Promise<void>
}

/** Keeps connections open between calls and follows no redirect: a token goes nowhere else. */
export function createSend(): Connections {
  const agent = new Agent({
    connections: limits.connectionsPerOriginMax,
    maxResponseSize: limits.answerBytesMax,
  })
  // An event stream is as long as it lasts.
  const unlimited = new Agent({ connections: limits.connectionsPerOriginMax })
  return {
    send: exchange =>
      traceExchange(exchange.method, async () => {
        const { url, timeoutMs, signal } = exchange
        const timeout = AbortSignal.timeout(timeoutMs)
        const answer = await request(url, {
          ...optionsOf(exchange),
          dispatcher: agent,
          signal: signal === undefined ? timeout : AbortSignal.any([timeout, signal]),
        })
        return {
          status: answer.statusCode,
          headers: answer.headers,
          text: await answer.body.text(),
        }
      }),
    async open(exchange) {
      const { url, signal } = exchange
      const options = { ...optionsOf(exchange), dispatcher: unlimited }
      const answer = await request(url, signal === undefined ? options : { ...options, signal })
      return { status: answer.statusCode, headers: answer.headers, body: answer.body }
    },
    async close() {
      await Promise.all([agent.close(), unlimited.destroy()])
    },
  }
}

function optionsOf({ method, headers, body, timeoutMs }: Exchange) {
  const common = { headersTimeout: timeoutMs, bodyTimeout: timeoutMs }
  return { method, headers, body: body ?? null, ...common }
}
