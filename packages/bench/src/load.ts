import { setTimeout as sleep } from 'node:timers/promises'
import { Pool } from 'undici'
import { openLoopConnections, requestMsMax } from './limits.ts'

/** One request that a load sends; `status` is the only good answer. */
export interface LoadRequest {
  readonly path: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  readonly status: number
}

/** What a round measured. Latencies are in milliseconds. */
export interface Round {
  readonly perSecond: number
  readonly latenciesMs: readonly number[]
}

/** Keeps `connections` requests under way for `ms`. @throws at the first other status. */
export async function closedLoop(
  url: string,
  next: () => LoadRequest,
  connections: number,
  ms: number,
): Promise<Round> {
  const pool = openPool(url, connections)
  const latenciesMs: number[] = []
  const startedMs = performance.now()
  const endMs = startedMs + ms
  try {
    const worker = async () => {
      while (performance.now() < endMs) latenciesMs.push(await send(pool, next()))
    }
    await Promise.all(Array.from({ length: connections }, worker))
  } finally {
    await pool.close()
  }
  const seconds = (performance.now() - startedMs) / 1_000
  return { perSecond: latenciesMs.length / seconds, latenciesMs }
}

/**
 * Sends at a fixed rate whether answers come or not; a request's latency counts from the instant at
 * which it was due, so that a stall is seen by everything that had to wait for it.
 */
export async function openLoop(
  url: string,
  next: () => LoadRequest,
  perSecond: number,
  ms: number,
): Promise<Round> {
  const pool = openPool(url, openLoopConnections)
  const latenciesMs: number[] = []
  const startedMs = performance.now()
  const total = Math.floor((perSecond * ms) / 1_000)
  const underWay: Promise<void>[] = []
  try {
    for (let sent = 0; sent < total; ) {
      const due = Math.min(total, ((performance.now() - startedMs) / 1_000) * perSecond)
      for (; sent < due; sent += 1) {
        const dueMs = startedMs + (sent / perSecond) * 1_000
        underWay.push(
          send(pool, next()).then(() => void latenciesMs.push(performance.now() - dueMs)),
        )
      }
      await sleep(1)
    }
    await Promise.all(underWay)
  } finally {
    await pool.close()
  }
  return { perSecond: total / ((performance.now() - startedMs) / 1_000), latenciesMs }
}

function openPool(url: string, connections: number): Pool {
  return new Pool(url, { connections, pipelining: 1, bodyTimeout: requestMsMax })
}

async function send(pool: Pool, { path, headers, body, status }: LoadRequest): Promise<number> {
  const startedMs = performance.now()
  const answer = await pool.request({ method: 'POST', path, headers, body })
  await answer.body.dump()
  if (answer.statusCode !== status) throw new Error(`${path} answered ${answer.statusCode}`)
  return performance.now() - startedMs
}
