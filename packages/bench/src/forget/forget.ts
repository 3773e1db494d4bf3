import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase } from '@unefois/database'
import { countRows } from '../accept/row-counts.ts'
import { type BenchHub, openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import { closedLoop, type Round } from '../load.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile, round } from '../numbers.ts'
import { openSignalStream, type SignalStream } from '../signals.ts'
import { countMonth, expiredMonths, loadMonths, type Month } from './expired-months.ts'
import {
  connections,
  expiredSignals,
  forgetAfterMs,
  loadedRounds,
  rounds,
  stretchMs,
} from './limits.ts'
import { deletingAs, droppingAs, type Way } from './ways.ts'

type Say = (line: string) => void

/** A month of expired signals, dropped as retention drops it, against DELETE and VACUUM. */
export const forget: Bench = {
  goal: 'time of DELETE + VACUUM ÷ ours, 1,000,000 expired signals: ≥ 15',
  async run(say, options = {}) {
    const signals = options.rows ?? expiredSignals
    const bench = await openBenchHub({ say })
    const administrator = open(bench.hub.databaseUrl('hub'))
    const retention = open(bench.hub.roleUrl('gateway_retention'))
    try {
      const stream = await openSignalStream(bench)
      const now = new Date(bench.hub.nowMs())
      const accepted = await countRows(administrator)
      const months = expiredMonths(now, 2 * rounds + loadedRounds + 2)
      await loadMonths(administrator, { months, signals, pairs: bench.pairs, say })
      const before = await countAll(administrator, months)
      const ways = { ours: droppingAs(retention, now), floor: deletingAs(administrator) }
      const quiet = await measureQuiet(say, months.splice(0, 2 * rounds + 2), ways)
      const loaded = await measureLoaded({ say, bench, stream, months, way: ways.ours })
      const all = expiredMonths(now, 2 * rounds + loadedRounds + 2)
      const after = await countAll(administrator, all)
      const rows = await countRows(administrator)
      return {
        ratio: quiet.ratio,
        floor: quiet.floorMs,
        holds:
          before.every(count => count === signals) &&
          after.every(count => count === 0) &&
          accepted.allEqual &&
          rows.allEqual &&
          rows.signals > accepted.signals,
        figures: flatten({
          ...quiet,
          accept: loaded,
          signalsAMonth: signals,
          months: all.length,
          acceptedMeanwhile: rows.signals - accepted.signals,
          machine: await describeMachine(bench.hub),
        }),
      }
    } finally {
      await administrator.end()
      await retention.end()
      await bench.hub.stop()
    }
  },
}

function open(url: string): Database {
  return openDatabase({ url, name: 'bench', connectionsMax: 3, statementMsMax: 0 })
}

async function countAll(sql: Database, months: readonly Month[]): Promise<number[]> {
  const counts: number[] = []
  for (const month of months) counts.push(await countMonth(sql, month))
  return counts
}

/** One after the other on a hub at rest, each pair in the other order; the first pair warms up. */
async function measureQuiet(
  say: Say,
  months: readonly Month[],
  ways: { ours: Way; floor: Way },
): Promise<{ ratio: number; ratios: number[]; ourMs: number; floorMs: number }> {
  const taken = { ours: [] as number[], floor: [] as number[] }
  const left = [...months]
  for (let turn = -1; turn < rounds; turn += 1) {
    for (const name of turn % 2 === 0
      ? (['ours', 'floor'] as const)
      : (['floor', 'ours'] as const)) {
      const month = left.shift()
      if (month === undefined) throw new Error('there is a month for each turn')
      const ms = await ways[name](month)
      if (turn >= 0) taken[name].push(ms)
    }
  }
  const ratios = taken.floor.map((ms, turn) => ms / (taken.ours[turn] ?? ms))
  const figures = {
    ratio: round(median(ratios)),
    ratios: ratios.map(ratio => round(ratio)),
    ourMs: round(median(taken.ours), 0),
    floorMs: round(median(taken.floor), 0),
  }
  say(`dropped in ${figures.ourMs} ms, deleted and vacuumed in ${figures.floorMs} ms`)
  return figures
}

/** What accepting feels of it: a stretch in which a month goes, against one in which none does. */
async function measureLoaded(parts: {
  say: Say
  bench: BenchHub
  stream: SignalStream
  months: readonly Month[]
  way: Way
}) {
  const { say, bench, stream, months, way } = parts
  const url = bench.hub.urls.gateway
  const stretch = () => closedLoop(url, stream.next, connections, stretchMs)
  const seen = { without: [] as Round[], during: [] as Round[], ms: [] as number[] }
  await stretch()
  for (const month of months) {
    await stream.refresh()
    seen.without.push(await stretch())
    const [during, ms] = await Promise.all([stretch(), sleep(forgetAfterMs).then(() => way(month))])
    seen.during.push(during)
    seen.ms.push(ms)
  }
  const rates = (samples: Round[]) => samples.map(sample => sample.perSecond)
  const ratios = rates(seen.during).map((rate, n) => rate / (rates(seen.without)[n] ?? rate))
  const slowest = (samples: Round[], share: number) =>
    round(median(samples.map(sample => percentile(sample.latenciesMs, share))), 0)
  const figures = {
    ratio: round(median(ratios)),
    ratios: ratios.map(ratio => round(ratio)),
    perSecondWithout: round(median(rates(seen.without)), 0),
    perSecondDuring: round(median(rates(seen.during)), 0),
    p99MsWithout: slowest(seen.without, 0.99),
    p99MsDuring: slowest(seen.during, 0.99),
    slowestMsWithout: slowest(seen.without, 1),
    slowestMsDuring: slowest(seen.during, 1),
    ourMsMeanwhile: round(median(seen.ms), 0),
  }
  say(`accepting meanwhile: ${figures.perSecondDuring}/s, ${figures.ratio} of without`)
  return figures
}
