import type { Database } from '@unefois/database'
import { type ChildServer, startChildServer } from '../child-server.ts'
import { closedLoop } from '../load.ts'
import { percentile } from '../numbers.ts'
import { cpuUs } from '../process-cpu.ts'
import type { SignalStream } from '../signals.ts'

/** What one side did in one round. */
export interface Sample {
  readonly perSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly cpuUsPerRequest: number
}

/** A server under measure. */
export interface Side {
  readonly url: string
  readonly pid: number
}

/** One round of as many requests under way at once. */
export async function measure(
  side: Side,
  stream: SignalStream,
  connections: number,
  ms: number,
): Promise<Sample> {
  const beforeUs = cpuUs(side.pid)
  const { perSecond, latenciesMs } = await closedLoop(side.url, stream.next, connections, ms)
  return {
    perSecond,
    p50Ms: percentile(latenciesMs, 0.5),
    p99Ms: percentile(latenciesMs, 0.99),
    cpuUsPerRequest: (cpuUs(side.pid) - beforeUs) / latenciesMs.length,
  }
}

/** The floor of what an accept costs: a table with the same index columns, and its server. */
export async function startFloor(sql: Database, url: string): Promise<ChildServer> {
  await sql.unsafe(`CREATE TABLE public.floor (id uuid PRIMARY KEY, subject_index bytea NOT NULL,
    receiver text NOT NULL, accepted_at timestamptz NOT NULL, body text NOT NULL);
    CREATE INDEX ON public.floor (subject_index);
    CREATE INDEX ON public.floor (receiver, accepted_at)`)
  const file = new URL('./floor-server.ts', import.meta.url)
  return startChildServer(file, [url])
}
