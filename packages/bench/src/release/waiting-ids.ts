import type { Database } from '@unefois/database'
import type { BenchHub } from '../bench-hub.ts'
import { closedLoop } from '../load.ts'
import { openSignalStream } from '../signals.ts'

const connections = 128
const fillMs = 3_000

/** Signals that wait to be released, handed out once each. */
export interface WaitingIds {
  /** The next `count` ids of a receiver, in the order of acceptance, as its desk finds them. */
  take(receiver: string, count: number): string[]
}

/** Accepts signals through the gateway until every receiver has `each` waiting. */
export async function fillWaiting(
  bench: BenchHub,
  sql: Database,
  options: { receivers: readonly string[]; each: number; say: (line: string) => void },
): Promise<WaitingIds> {
  const stream = await openSignalStream(bench)
  for (;;) {
    const [least] = await sql<{ count: number }[]>`
      SELECT min(count)::int AS count FROM (
        SELECT count(*) FROM exchange.data_key GROUP BY receiver) AS counts`
    options.say(`${least?.count ?? 0} of ${options.each} signals wait for each desk`)
    if ((least?.count ?? 0) >= options.each) break
    await stream.refresh()
    await closedLoop(bench.hub.urls.gateway, stream.next, connections, fillMs)
  }
  const waiting = new Map<string, string[]>()
  for (const receiver of options.receivers) {
    const rows = await sql<{ id: string }[]>`
      SELECT signal_id AS id FROM exchange.data_key WHERE receiver = ${receiver}
      ORDER BY signal_id LIMIT ${options.each}`
    waiting.set(
      receiver,
      rows.map(row => row.id),
    )
  }
  return {
    take(receiver, count) {
      const taken = waiting.get(receiver)?.splice(0, count) ?? []
      if (taken.length < count) throw new Error('not enough signals wait')
      return taken
    },
  }
}
