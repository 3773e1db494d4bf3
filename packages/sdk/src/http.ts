import { Agent, type Dispatcher, request } from 'undici'
import { limits } from './limits.ts'
import { traceExchange } from './trace-exchange.ts'

/** One HTTP exchange, its body read whole. */
export interface Answer {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export interface Exchange {
  readonly method: Dispatcher.HttpMethod
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly timeoutMs: number
}

/** Sends one request. @throws on network errors, timeouts and answers that are too large. */
export type Send = (exchange: Exchange) => Promise<Answer>

/** Keeps connections open between calls and follows no redirect: a token goes nowhere else. */
export function createSend(): { send: Send; close: () => Promise<void> } {
  const agent = new Agent({
    connections: limits.connectionsPerOriginMax,
    maxResponseSize: limits.answerBytesMax,
  })
  return {
    send: exchange =>
      traceExchange(exchange.method, async () => {
        const { method, url, headers, body, timeoutMs } = exchange
        const answer = await request(url, {
          dispatcher: agent,
          method,
          headers,
          body: body ?? null,
          headersTimeout: timeoutMs,
          bodyTimeout: timeoutMs,
          signal: AbortSignal.timeout(timeoutMs),
        })
        return {
          status: answer.statusCode,
          headers: answer.headers,
          text: await answer.body.text(),
        }
      }),
    close: () => agent.close(),
  }
}
