import { type Database, openDatabase } from '@unefois/database'
import { lodgeObjections } from '../accept/objections.ts'
import { type BenchHub, openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import { batchLinesEach, batchStreams, floorRows, floorRowsEach, rounds } from '../limits.ts'
import { describeMachine } from '../machine.ts'
import { median, round } from '../numbers.ts'
import { cpuUs, peakMemoryBytes } from '../process-cpu.ts'
import { openSignalStream, type SignalStream } from '../signals.ts'
import { prepareStreams, sendStreams } from './batch-load.ts'
import { createFloor, insertFloor } from './floor-insert.ts'
import { countLines, untilRelayed } from './line-counts.ts'

const floorIs = 'INSERT of 1,000 raw bodies from json, three indexes, 4 connections; nothing else'

/** Lines of batches with every protection on, against rows of raw bodies, in interleaved rounds. */
export const batch: Bench = {
  goal:
    'lines a second of four batches at once, against 1,000-row json INSERTs of the raw bodies ' +
    'over 4 connections: ≥ 0.25, memory flat',
  async run(say) {
    const bench = await openBenchHub({ say })
    const sql = openDatabase({
      url: bench.hub.databaseUrl('hub'),
      name: 'bench',
      connectionsMax: batchStreams,
      statementMsMax: 120_000,
    })
    try {
      const stream = await openSignalStream(bench)
      const objected = await lodgeObjections(bench, stream.people)
      await createFloor(sql)
      const side = { bench, sql, stream, say }
      const four = await measure(side, batchStreams)
      const one = await measure(side, 1)
      const rows = await countLines(sql, four.sent + one.sent)
      const { pid } = gatewayOf(bench)
      const peakMemoryMb = round(peakMemoryBytes(pid) / 2 ** 20, 0)
      const machine = await describeMachine(bench.hub)
      return {
        ratio: four.ratio,
        floor: four.floorPerSecond,
        holds: rows.allEqual,
        figures: flatten({ four, one, peakMemoryMb, rows, objected, machine, floorIs }),
      }
    } finally {
      await sql.end()
      await bench.hub.stop()
    }
  },
}

interface Side {
  readonly bench: BenchHub
  readonly sql: Database
  readonly stream: SignalStream
  readonly say: (line: string) => void
}

async function measure({ bench, sql, stream, say }: Side, streams: number) {
  const gateway = gatewayOf(bench)
  const linesEach = (batchLinesEach * batchStreams) / streams
  const samples: { ours: number; floor: number; relayMs: number; cpuUsPerLine: number }[] = []
  let sent = 0
  for (let turn = -1; turn < rounds; turn += 1) {
    await stream.refresh()
    const connections = batchStreams
    const floor = await insertFloor(sql, stream, {
      rows: floorRows,
      rowsEach: floorRowsEach,
      connections,
    })
    const prepared = prepareStreams(stream, { streams, linesEach })
    const beforeUs = cpuUs(gateway.pid)
    const ours = await sendStreams(bench, prepared)
    const cpuUsPerLine = (cpuUs(gateway.pid) - beforeUs) / (streams * linesEach)
    sent += streams * linesEach
    const relayMs = await untilRelayed(sql)
    if (turn < 0) continue
    samples.push({ ours: ours.perSecond, floor: floor.perSecond, relayMs, cpuUsPerLine })
  }
  const ratio = round(median(samples.map(each => each.ours / each.floor)))
  const oursPerSecond = round(median(samples.map(each => each.ours)), 0)
  say(`${streams} at once: ${oursPerSecond} lines/s, ${ratio} of the floor`)
  return {
    ratio,
    ratios: samples.map(each => round(each.ours / each.floor)),
    oursPerSecond,
    floorPerSecond: round(median(samples.map(each => each.floor)), 0),
    relayedAfterMs: round(median(samples.map(each => each.relayMs)), 0),
    gatewayCpuUsPerLine: round(median(samples.map(each => each.cpuUsPerLine)), 1),
    sent,
  }
}

function gatewayOf(bench: BenchHub) {
  const { gateway } = bench.hub.processes
  if (gateway === undefined) throw new Error('the hub has no gateway')
  return gateway
}
