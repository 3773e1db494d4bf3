import { type Database, openDatabase } from '@unefois/database'
import { type BenchHub, openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten, type Measurement } from '../bench-type.ts'
import { type ChildServer, startChildServer } from '../child-server.ts'
import { rounds } from '../limits.ts'
import { describeMachine } from '../machine.ts'
import { median, round } from '../numbers.ts'
import { type CallFigures, callsOf, measureCalls } from './release-calls.ts'
import { fillWaiting, type WaitingIds } from './waiting-ids.ts'

const idsPerCall = 500
/** Desks that ask at the same time, each for its own signals. */
const desksAtOnce = 4
const callsPerDesk = 10
const statementMsMax = 120_000

interface Round {
  readonly ours: CallFigures
  readonly floor: CallFigures
}

/** POST /v1/releases with 500 ids, each released for the first time, against reading 500 rows. */
export const release: Bench = {
  goal:
    `ids released a second, ${idsPerCall} a call, against Fastify with one SELECT of as many ` +
    'rows by their key: ≥ 0.3',
  async run(say) {
    const all = await openBenchHub({ say })
    const receivers = [...new Set(all.pairs.map(pair => pair.receiver))].slice(0, desksAtOnce)
    const bench = { ...all, pairs: all.pairs.filter(pair => receivers.includes(pair.receiver)) }
    const url = bench.hub.databaseUrl('hub')
    const sql = openDatabase({ url, name: 'bench', connectionsMax: 1, statementMsMax })
    let floor: ChildServer | undefined
    try {
      const each = (rounds + 1) * callsPerDesk * idsPerCall
      const waiting = await fillWaiting(bench, sql, { receivers, each, say })
      floor = await startFloor(sql, url)
      const results: Round[] = []
      for (let turn = -1; turn < rounds; turn += 1) {
        const { ours, floor: read } = await measureRound(bench, floor, waiting, receivers)
        say(`${ours.idsPerSecond} ids/s released, ${read.idsPerSecond} ids/s read`)
        if (turn >= 0) results.push({ ours, floor: read })
      }
      const measured = summarise(results, await countReleased(sql), each * receivers.length)
      const machine = await describeMachine(bench.hub)
      return { ...measured, figures: { ...measured.figures, ...flatten({ machine }) } }
    } finally {
      await floor?.stop()
      await sql.end()
      await bench.hub.stop()
    }
  },
}

/** The same calls to both sides, the floor's first. */
async function measureRound(
  bench: BenchHub,
  floor: ChildServer,
  waiting: WaitingIds,
  receivers: readonly string[],
): Promise<Round> {
  const gateway = bench.hub.processes.gateway
  if (gateway === undefined) throw new Error('the hub has no gateway')
  const desks = await Promise.all(
    receivers.map(async receiver => {
      const token = await bench.tokens(receiver, 'receive').token()
      return callsOf(token, waiting.take(receiver, callsPerDesk * idsPerCall), idsPerCall)
    }),
  )
  return {
    floor: await measureCalls(floor, desks),
    ours: await measureCalls({ url: bench.hub.urls.gateway, pid: gateway.pid }, desks),
  }
}

function summarise(
  results: readonly Round[],
  counted: { released: number; traces: number },
  asked: number,
): Measurement {
  const ratios = results.map(({ ours, floor }) => ours.idsPerSecond / floor.idsPerSecond)
  const of = (side: keyof Round, field: keyof CallFigures) =>
    median(results.map(result => result[side][field]))
  return {
    ratio: round(median(ratios)),
    floor: of('floor', 'idsPerSecond'),
    holds: counted.released === asked && counted.traces === asked,
    figures: flatten({
      ratios: ratios.map(ratio => round(ratio)),
      idsPerCall,
      desksAtOnce,
      oursIdsPerSecond: of('ours', 'idsPerSecond'),
      floorIdsPerSecond: of('floor', 'idsPerSecond'),
      oursCpuUsPerId: of('ours', 'cpuUsPerId'),
      floorCpuUsPerId: of('floor', 'cpuUsPerId'),
      idsAsked: asked,
      idsReleased: counted.released,
      tracesOfReleases: counted.traces,
      floorIs: 'Fastify, one SELECT of 500 rows by primary key, as JSON; no token, lock or trace',
    }),
  }
}

async function countReleased(sql: Database): Promise<{ released: number; traces: number }> {
  const [row] = await sql<{ released: number; traces: number }[]>`
    SELECT (SELECT count(*)::int FROM exchange.data_key WHERE released_at IS NOT NULL) AS released,
      (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-release') AS traces`
  return row ?? { released: -1, traces: -1 }
}

/** The floor reads the same rows, whole, in a plain table under their key. */
async function startFloor(sql: Database, url: string): Promise<ChildServer> {
  await sql`CREATE TABLE public.floor_key AS SELECT * FROM exchange.data_key`
  await sql`ALTER TABLE public.floor_key ADD PRIMARY KEY (signal_id)`
  await sql`ANALYZE public.floor_key`
  return startChildServer(new URL('./floor-server.ts', import.meta.url), [url])
}
