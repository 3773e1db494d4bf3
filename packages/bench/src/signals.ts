import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { type Identifier, seededRandom, syntheticNiss } from '@unefois/identifiers'
import { request } from 'undici'
import type { BenchHub } from './bench-hub.ts'
import { people, readyMsMax } from './limits.ts'
import type { LoadRequest } from './load.ts'

const seed = 20_261_121

/** A stream of signals, each with a key of its own, over all agreements and many people. */
export interface SignalStream {
  readonly people: readonly Identifier[]
  next(): LoadRequest
  /** Fetches tokens anew; call it before each round, because they live five minutes. */
  refresh(): Promise<void>
}

/** Opens it once the gateway knows every agreement: until then it would be refused. */
export async function openSignalStream(bench: BenchHub): Promise<SignalStream> {
  const random = seededRandom(seed)
  const drawn = Array.from({ length: people }, () => syntheticNiss(random))
  const observedOn = new Date(bench.hub.nowMs()).toISOString().slice(0, 10)
  const senders = [...new Set(bench.pairs.map(pair => pair.sender))]
  const sources = new Map(senders.map(sender => [sender, bench.tokens(sender, 'signals')]))
  const authorization = new Map<string, string>()
  let sent = 0

  async function refresh(): Promise<void> {
    for (const [sender, source] of sources) {
      authorization.set(sender, `Bearer ${await source.token()}`)
    }
  }
  function next(): LoadRequest {
    const pair = bench.pairs[sent % bench.pairs.length]
    const person = drawn[sent % drawn.length]
    sent += 1
    if (pair === undefined || person === undefined) throw new Error('there is nothing to send')
    const body = {
      subject: { scheme: person.scheme, value: person.value },
      right: bench.right,
      observedOn,
      addressee: pair.receiver,
      trigger: 'first-job',
    }
    return {
      path: '/v1/signals',
      headers: {
        authorization: authorization.get(pair.sender) ?? '',
        'content-type': 'application/json',
        'idempotency-key': randomUUID(),
      },
      body: JSON.stringify(body),
      status: 202,
    }
  }
  await refresh()
  await untilAccepted(bench, next)
  return { people: drawn, next, refresh }
}

/** The gateway hears of agreements over the bus, which takes a moment: each pair must be known. */
async function untilAccepted(bench: BenchHub, next: () => LoadRequest): Promise<void> {
  const untilMs = performance.now() + readyMsMax
  for (let known = 0; known < bench.pairs.length; ) {
    const { path, headers, body, status } = next()
    const answer = await request(bench.hub.urls.gateway + path, { method: 'POST', headers, body })
    const text = await answer.body.text()
    known = answer.statusCode === status ? known + 1 : 0
    if (known > 0) continue
    if (performance.now() > untilMs) throw new Error(`the gateway answers ${text}`)
    await sleep(200)
  }
}
