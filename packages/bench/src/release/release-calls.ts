import { Pool } from 'undici'
import { requestMsMax } from '../limits.ts'
import { round } from '../numbers.ts'
import { cpuUs } from '../process-cpu.ts'

/** The calls of one desk, one after the other: each names ids that nobody has asked for yet. */
export interface DeskCalls {
  readonly token: string
  readonly bodies: readonly string[]
  readonly idsPerCall: number
}

/** What one round of all desks' calls took. */
export interface CallFigures {
  readonly idsPerSecond: number
  readonly cpuUsPerId: number
}

/** Cuts a desk's ids into calls. */
export function callsOf(token: string, ids: readonly string[], idsPerCall: number): DeskCalls {
  const bodies: string[] = []
  for (let from = 0; from < ids.length; from += idsPerCall) {
    bodies.push(JSON.stringify({ ids: ids.slice(from, from + idsPerCall) }))
  }
  return { token, bodies, idsPerCall }
}

/**
 * Lets every desk make its calls, all desks at once; `times` over where asking again is the same.
 * @throws when a call does not bring as many keys as it named ids.
 */
export async function measureCalls(
  side: { url: string; pid: number },
  desks: readonly DeskCalls[],
  times = 1,
): Promise<CallFigures> {
  const pool = new Pool(side.url, { connections: desks.length, bodyTimeout: requestMsMax })
  const beforeUs = cpuUs(side.pid)
  const startedMs = performance.now()
  try {
    let ids = 0
    for (let turn = 0; turn < times; turn += 1) {
      const counts = await Promise.all(desks.map(desk => makeCalls(pool, desk)))
      ids += counts.reduce((sum, count) => sum + count, 0)
    }
    return {
      idsPerSecond: round((ids * 1_000) / (performance.now() - startedMs), 0),
      cpuUsPerId: round((cpuUs(side.pid) - beforeUs) / ids),
    }
  } finally {
    await pool.close()
  }
}

async function makeCalls(pool: Pool, { token, bodies, idsPerCall }: DeskCalls): Promise<number> {
  for (const body of bodies) {
    const answer = await pool.request({
      method: 'POST',
      path: '/v1/releases',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body,
    })
    const text = await answer.body.text()
    const keys = text.split('"key":').length - 1
    if (keys !== idsPerCall) throw new Error(`a call of ${idsPerCall} ids brought ${keys} keys`)
  }
  return bodies.length * idsPerCall
}
