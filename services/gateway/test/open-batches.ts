import type { Test } from 'tap'
import type { StreamBounds } from '../src/use-cases/read-lines.ts'
import { openHttp } from './open-http.ts'
import { type LinesToPut, putLines } from './put-lines.ts'
import { aspa, newKey } from './sample.ts'

export const sender = { agency: 'caf-13', scopes: ['signals'] }
export const other = { agency: 'onss', scopes: ['signals'] }

export const ndjson = (signals: readonly unknown[]) =>
  signals.map(each => `${JSON.stringify(each)}\n`).join('')
export const many = (count: number) => Array.from({ length: count }, () => aspa())

/** A result of a line, as far as tests look at it. */
export interface Seen {
  readonly line: number
  readonly status: string
  readonly id: string
  readonly acceptedAt: string
}

/** A gateway that listens, and what a sender of batches does with it. */
export async function openBatches(t: Test, options: { streamBounds?: StreamBounds } = {}) {
  const offered: string[] = []
  const { parts, app, tokenOf, logged } = await openHttp(t, {
    ...options,
    relay: {
      offer: messages => {
        for (const { signalId, decoy } of messages)
          offered.push(decoy ? `not ${signalId}` : signalId)
      },
      wake: () => {},
    },
  })
  const port = Number(new URL(await app.listen({ port: 0, host: '127.0.0.1' })).port)

  const call = async (
    method: 'GET' | 'POST',
    url: string,
    options: { as?: typeof sender; body?: object; key?: string } = {},
  ) => {
    const answer = await app.inject({
      method,
      url,
      headers: {
        authorization: `Bearer ${tokenOf(options.as ?? sender)}`,
        'idempotency-key': options.key ?? newKey(),
      },
      ...(options.body === undefined ? {} : { payload: options.body }),
    })
    return { status: answer.statusCode, headers: answer.headers, json: answer.json() }
  }
  const open = async (body: object = {}): Promise<string> =>
    (await call('POST', '/v1/signal-batches', { body })).json.id
  const put = (batch: string, from: number, input: Partial<LinesToPut>) =>
    putLines({ port, token: tokenOf(sender), batch, from, pieces: [], ...input })
  const status = async (batch: string) => (await call('GET', `/v1/signal-batches/${batch}`)).json
  const results = async (batch: string): Promise<Seen[]> =>
    (await call('GET', `/v1/signal-batches/${batch}/results?limit=5000`)).json.results
  const count = async (table: string) => {
    const [row] = await parts.sql.admin`
      SELECT count(*)::int AS n FROM ${parts.sql.admin(`exchange.${table}`)}`
    return Number(row?.n)
  }
  /** What a fault could have lost or doubled. */
  const rows = async () => ({
    signals: await count('signal'),
    keys: await count('data_key'),
    outbox: await count('outbox'),
    idempotency: await count('idempotency'),
  })
  return { parts, tokenOf, logged, offered, call, open, put, status, results, count, rows }
}
