import { openDatabase } from '@unefois/database'
import { openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import type { ChildServer } from '../child-server.ts'
import { connectionLevels, halfCapacity, roundMs, rounds, warmUpMs } from '../limits.ts'
import { openLoop } from '../load.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile, round } from '../numbers.ts'
import { openSignalStream, type SignalStream } from '../signals.ts'
import { measure, type Sample, type Side, startFloor } from './floor.ts'
import { lodgeObjections } from './objections.ts'
import { countRows } from './row-counts.ts'

const floorIs = 'Fastify, one autocommit INSERT of the raw body, three indexes; no token, no seal'

/** POST /v1/signals with every protection on, against the floor, in interleaved rounds. */
export const accept: Bench = {
  goal:
    'accepts a second, against Fastify with one autocommit INSERT of the raw body: ≥ 1.0 at 32 ' +
    'and 128 connections (the worse counts), ≥ 0.6 at 1, p99 at half load ≤ 1.5 × the floor’s',
  async run(say) {
    const bench = await openBenchHub({ say })
    const sql = openDatabase({
      url: bench.hub.databaseUrl('hub'),
      name: 'bench',
      connectionsMax: 2,
    })
    let floor: ChildServer | undefined
    try {
      const stream = await openSignalStream(bench)
      const objected = await lodgeObjections(bench, stream.people)
      floor = await startFloor(sql, bench.hub.databaseUrl('hub'))
      const gateway = bench.hub.processes.gateway
      if (gateway === undefined) throw new Error('the hub has no gateway')
      const ours: Side = { url: bench.hub.urls.gateway, pid: gateway.pid }
      const levels: Record<string, LevelFigures> = {}
      for (const connections of connectionLevels) {
        levels[`at${connections}`] = await measureLevel(say, { ours, floor, stream, connections })
      }
      const half = await measureHalf(say, { ours, floor, stream, levels })
      const rows = await countRows(sql)
      const machine = await describeMachine(bench.hub)
      const counted = [levels.at32, levels.at128].filter(level => level !== undefined)
      const worse = counted.sort((a, b) => a.ratio - b.ratio)[0]
      return {
        ratio: worse?.ratio ?? 0,
        floor: worse?.floorPerSecond ?? 0,
        holds: rows.allEqual,
        figures: flatten({ ...levels, atHalf: half, rows, objected, machine, floorIs }),
      }
    } finally {
      await floor?.stop()
      await sql.end()
      await bench.hub.stop()
    }
  },
}

type LevelFigures = ReturnType<typeof summarise>

async function measureLevel(
  say: (line: string) => void,
  input: { ours: Side; floor: Side; stream: SignalStream; connections: number },
): Promise<LevelFigures> {
  const { ours, floor, stream, connections } = input
  const samples: { ours: Sample; floor: Sample }[] = []
  for (let turn = -1; turn < rounds; turn += 1) {
    await stream.refresh()
    const ms = turn < 0 ? warmUpMs : roundMs
    const sample = {
      floor: await measure(floor, stream, connections, ms),
      ours: await measure(ours, stream, connections, ms),
    }
    if (turn >= 0) samples.push(sample)
  }
  const figures = summarise(samples)
  say(`${connections} connections: ${figures.oursPerSecond}/s, ${figures.ratio} of the floor`)
  return figures
}

function summarise(samples: readonly { ours: Sample; floor: Sample }[]) {
  const of = (side: 'ours' | 'floor', field: keyof Sample) =>
    round(median(samples.map(sample => sample[side][field])), field === 'perSecond' ? 0 : 2)
  const ratios = samples.map(sample => sample.ours.perSecond / sample.floor.perSecond)
  return {
    ratio: round(median(ratios)),
    ratios: ratios.map(ratio => round(ratio)),
    oursPerSecond: of('ours', 'perSecond'),
    floorPerSecond: of('floor', 'perSecond'),
    oursMs: { p50: of('ours', 'p50Ms'), p99: of('ours', 'p99Ms') },
    floorMs: { p50: of('floor', 'p50Ms'), p99: of('floor', 'p99Ms') },
    cpuUsPerRequest: { ours: of('ours', 'cpuUsPerRequest'), floor: of('floor', 'cpuUsPerRequest') },
  }
}

/** Both at the same rate: half of what the slower side carries at 32 connections. */
async function measureHalf(
  say: (line: string) => void,
  input: { ours: Side; floor: Side; stream: SignalStream; levels: Record<string, LevelFigures> },
) {
  const level = input.levels.at32
  if (level === undefined) throw new Error('32 connections were not measured')
  const perSecond = Math.floor(halfCapacity * Math.min(level.oursPerSecond, level.floorPerSecond))
  const oursP99Ms: number[] = []
  const floorP99Ms: number[] = []
  for (let turn = 0; turn < rounds; turn += 1) {
    await input.stream.refresh()
    const floor = await openLoop(input.floor.url, input.stream.next, perSecond, roundMs)
    const ours = await openLoop(input.ours.url, input.stream.next, perSecond, roundMs)
    floorP99Ms.push(percentile(floor.latenciesMs, 0.99))
    oursP99Ms.push(percentile(ours.latenciesMs, 0.99))
  }
  const ours = median(oursP99Ms)
  const floor = median(floorP99Ms)
  say(`at ${perSecond}/s: p99 ${round(ours)} ms, ${round(ours / floor)} × the floor`)
  return {
    perSecond,
    p99Ratio: round(ours / floor),
    oursP99Ms: round(ours),
    floorP99Ms: round(floor),
  }
}
