import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '@unefois/database'
import { lodgeObjections } from '../accept/objections.ts'
import { type BenchHub, openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import { roundMs, rounds, warmUpMs } from '../limits.ts'
import { closedLoop } from '../load.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile, round } from '../numbers.ts'
import { openSignalStream, type SignalStream } from '../signals.ts'
import { flatLevels, quietMsMax, quietPollMs, storedSignals } from './limits.ts'
import { countStored, loadRows, type StoredRows } from './load-rows.ts'

type Say = (line: string) => void

/** One hub under load, and what its database held before. */
interface Side {
  readonly bench: BenchHub
  readonly sql: Database
  readonly stream: SignalStream
  before: StoredRows
}

/** The same hub twice: one has stored a year of signals, the other none. They take turns. */
export const flat: Bench = {
  goal: 'accepts a second with 10,000,000 stored signals, against the same hub with none: ≥ 0.9',
  async run(say, options = {}) {
    const signals = options.rows ?? storedSignals
    const opened: Side[] = []
    try {
      for (const name of ['empty', 'full']) opened.push(await openSide(say, name))
      const [empty, full] = opened
      if (empty === undefined || full === undefined) throw new Error('two hubs were opened')
      const loadedMs = performance.now()
      const { pairs, hub } = full.bench
      full.before = await loadRows(full.sql, { now: new Date(hub.nowMs()), signals, pairs, say })
      const isQuiet = await untilQuiet(full.sql, say)
      empty.before = await countStored(empty.sql)
      const seconds = round((performance.now() - loadedMs) / 1_000, 0)
      const stored = { ...full.before, seconds, mebibytes: await sizeMiB(full.sql) }
      const levels: Record<string, Level> = {}
      for (const connections of flatLevels) {
        levels[`at${connections}`] = await measureLevel(say, { empty, full, connections })
      }
      const worst = Object.values(levels).sort((a, b) => a.ratio - b.ratio)[0]
      const added = { empty: await countAdded(empty), full: await countAdded(full) }
      const machine = await describeMachine(hub)
      return {
        ratio: worst?.ratio ?? 0,
        floor: worst?.emptyPerSecond ?? 0,
        holds: full.before.signals >= signals && added.empty.allEqual && added.full.allEqual,
        figures: flatten({ ...levels, stored, isQuiet, added, machine }),
      }
    } finally {
      for (const { bench, sql } of opened) {
        await sql.end()
        await bench.hub.stop()
      }
    }
  },
}

async function openSide(say: Say, name: string): Promise<Side> {
  say(`The ${name} hub:`)
  const bench = await openBenchHub({ say })
  const url = bench.hub.databaseUrl('hub')
  const sql = openDatabase({ url, name: 'bench', connectionsMax: 3, statementMsMax: 0 })
  const stream = await openSignalStream(bench)
  await lodgeObjections(bench, stream.people)
  return { bench, sql, stream, before: await countStored(sql) }
}

type Level = Awaited<ReturnType<typeof measureLevel>>

/** Rounds in turn, each pair in the other order: what one leaves running harms both alike. */
async function measureLevel(
  say: Say,
  input: { empty: Side; full: Side; connections: number },
): Promise<{
  ratio: number
  ratios: number[]
  emptyPerSecond: number
  fullPerSecond: number
  emptyP99Ms: number
  fullP99Ms: number
}> {
  const { empty, full, connections } = input
  const seen = new Map<Side, { perSecond: number; p99Ms: number }[]>([
    [empty, []],
    [full, []],
  ])
  for (let turn = -1; turn < rounds; turn += 1) {
    for (const side of turn % 2 === 0 ? [empty, full] : [full, empty]) {
      await side.stream.refresh()
      const ms = turn < 0 ? warmUpMs : roundMs
      const url = side.bench.hub.urls.gateway
      const { perSecond, latenciesMs } = await closedLoop(url, side.stream.next, connections, ms)
      if (turn >= 0) seen.get(side)?.push({ perSecond, p99Ms: percentile(latenciesMs, 0.99) })
    }
  }
  const of = (side: Side, field: 'perSecond' | 'p99Ms') =>
    (seen.get(side) ?? []).map(sample => sample[field])
  const rates = { empty: of(empty, 'perSecond'), full: of(full, 'perSecond') }
  const ratios = rates.full.map((rate, turn) => rate / (rates.empty[turn] ?? rate))
  const figures = {
    ratio: round(median(ratios)),
    ratios: ratios.map(ratio => round(ratio)),
    emptyPerSecond: round(median(rates.empty), 0),
    fullPerSecond: round(median(rates.full), 0),
    emptyP99Ms: round(median(of(empty, 'p99Ms'))),
    fullP99Ms: round(median(of(full, 'p99Ms'))),
  }
  say(`${connections} connections: ${figures.fullPerSecond}/s full, ${figures.ratio} of empty`)
  return figures
}

/** Rows since the hub was filled: as many of each, or the bench measured something else. */
async function countAdded({ sql, before }: Side) {
  const now = await countStored(sql)
  const signals = now.signals - before.signals
  const counts = [now.traces - before.traces, now.live - before.live, now.answers - before.answers]
  return { signals, allEqual: signals > 0 && counts.every(count => count === signals) }
}

async function sizeMiB(sql: Database): Promise<number> {
  const [row] = await sql<{ size: number }[]>`
    SELECT pg_database_size(current_database())::float8 / 1048576 AS size`
  return round(row?.size ?? 0, 0)
}

/** Lets autovacuum finish with what was loaded: a year's work was vacuumed as it came. */
async function untilQuiet(sql: Database, say: Say): Promise<boolean> {
  const untilMs = performance.now() + quietMsMax
  for (let quietPolls = 0; performance.now() < untilMs; await sleep(quietPollMs)) {
    const [row] = await sql<{ workers: number }[]>`
      SELECT count(*)::int AS workers FROM pg_stat_activity
      WHERE backend_type = 'autovacuum worker'`
    quietPolls = row?.workers === 0 ? quietPolls + 1 : 0
    if (quietPolls > 20) return true
  }
  say('Autovacuum is still at work on what was loaded; the rounds go on beside it.')
  return false
}
