import { type Database, openDatabase } from '@unefois/database'
import { type BenchHub, openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import { type ChildServer, startChildServer } from '../child-server.ts'
import { rounds } from '../limits.ts'
import { describeMachine } from '../machine.ts'
import { median, round } from '../numbers.ts'
import { type CallFigures, callsOf, measureCalls } from './release-calls.ts'
import { fillWaiting, type WaitingIds } from './waiting-ids.ts'

const idsPerCall = 500
/** One desk alone, and several at the same time, each for its own signals. */
const desksAtOnce = [1, 4] as const
const receiversMax = Math.max(...desksAtOnce)
const callsPerDesk = 6
/** A read may be repeated, so the floor's round is made long enough to be measured. */
const floorTimes = 5
const statementMsMax = 120_000

interface Round {
  readonly ours: CallFigures
  readonly floor: CallFigures
}

/** POST /v1/releases with 500 ids, each released for the first time, against reading 500 rows. */
export const release: Bench = {
  goal:
    `ids released a second, ${idsPerCall} a call, against Fastify with one SELECT of as many ` +
    `rows by their key, ${receiversMax} desks at once (one alone is told besides): ≥ 0.3`,
  async run(say) {
    const all = await openBenchHub({ say })
    const receivers = [...new Set(all.pairs.map(pair => pair.receiver))].slice(0, receiversMax)
    const bench = { ...all, pairs: all.pairs.filter(pair => receivers.includes(pair.receiver)) }
    const url = bench.hub.databaseUrl('hub')
    const sql = openDatabase({ url, name: 'bench', connectionsMax: 1, statementMsMax })
    let floor: ChildServer | undefined
    try {
      const each = (rounds + 1) * desksAtOnce.length * callsPerDesk * idsPerCall
      const waiting = await fillWaiting(bench, sql, { receivers, each, say })
      floor = await startFloor(sql, url)
      const results = new Map<number, Round[]>(desksAtOnce.map(desks => [desks, []]))
      for (let turn = -1; turn < rounds; turn += 1) {
        for (const [desks, measured] of results) {
          const asking = receivers.slice(0, desks)
          const { ours, floor: read } = await measureRound(bench, floor, waiting, asking)
          say(`${desks} at once: ${ours.idsPerSecond} ids/s released, ${read.idsPerSecond} read`)
          if (turn >= 0) measured.push({ ours, floor: read })
        }
      }
      return await judge(bench, sql, results)
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
  const { gateway } = bench.hub.processes
  if (gateway === undefined) throw new Error('the hub has no gateway')
  const desks = await Promise.all(
    receivers.map(async receiver => {
      const token = await bench.tokens(receiver, 'receive').token()
      return callsOf(token, waiting.take(receiver, callsPerDesk * idsPerCall), idsPerCall)
    }),
  )
  return {
    floor: await measureCalls(floor, desks, floorTimes),
    ours: await measureCalls({ url: bench.hub.urls.gateway, pid: gateway.pid }, desks),
  }
}

async function judge(bench: BenchHub, sql: Database, results: ReadonlyMap<number, Round[]>) {
  const levels = [...results].map(([desks, all]) => ({ desks, ...summarise(all) }))
  const busiest = levels.find(level => level.desks === receiversMax)
  const counted = await countReleased(sql)
  const desks = desksAtOnce.reduce((sum, each) => sum + each, 0)
  const idsAsked = (rounds + 1) * desks * callsPerDesk * idsPerCall
  return {
    ratio: busiest?.ratio ?? 0,
    floor: busiest?.floorIdsPerSecond ?? 0,
    holds: counted.idsReleased === idsAsked && counted.tracesOfReleases === idsAsked,
    figures: flatten({
      idsPerCall,
      ...Object.fromEntries(levels.map(({ desks, ...level }) => [`desks${desks}`, level])),
      idsAsked,
      ...counted,
      machine: await describeMachine(bench.hub),
      floorIs: 'Fastify, one SELECT of 500 rows by primary key, as JSON; no token, lock or trace',
    }),
  }
}

function summarise(all: readonly Round[]) {
  const ratios = all.map(({ ours, floor }) => ours.idsPerSecond / floor.idsPerSecond)
  const of = (side: keyof Round, field: keyof CallFigures) =>
    median(all.map(result => result[side][field]))
  return {
    ratio: round(median(ratios)),
    ratios: ratios.map(ratio => round(ratio)),
    oursIdsPerSecond: of('ours', 'idsPerSecond'),
    floorIdsPerSecond: of('floor', 'idsPerSecond'),
    oursCpuUsPerId: of('ours', 'cpuUsPerId'),
    floorCpuUsPerId: of('floor', 'cpuUsPerId'),
  }
}

async function countReleased(sql: Database) {
  const [row] = await sql<{ idsReleased: number; tracesOfReleases: number }[]>`
    SELECT (SELECT count(*)::int FROM exchange.data_key WHERE released_at IS NOT NULL)
        AS "idsReleased",
      (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-release')
        AS "tracesOfReleases"`
  return row ?? { idsReleased: -1, tracesOfReleases: -1 }
}

/** The floor reads the same rows, whole, in a plain table under their key. */
async function startFloor(sql: Database, url: string): Promise<ChildServer> {
  await sql`CREATE TABLE public.floor_key AS SELECT * FROM exchange.data_key`
  await sql`ALTER TABLE public.floor_key ADD PRIMARY KEY (signal_id)`
  await sql`ANALYZE public.floor_key`
  return startChildServer(new URL('./floor-server.ts', import.meta.url), [url])
}
