import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Database, openDatabase } from '@unefois/database'
import { measure, type Sample, type Side, startFloor } from '../accept/floor.ts'
import { type BenchHub, openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import { letCommitsBeTimed } from '../latency/commit-times.ts'
import { roundMs, rounds, warmUpMs } from '../limits.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile, round } from '../numbers.ts'
import { cpuUs } from '../process-cpu.ts'
import { openSignalStream } from '../signals.ts'
import { appendHashes } from './floor-append.ts'
import { connections, waitingActs } from './limits.ts'
import { checkpointLatencies, countLeaves, untilSigned } from './log-progress.ts'
import { commitActs, drawActs } from './waiting-acts.ts'

type Say = (line: string) => void

/** What the log of acts costs, and how soon an act is in it. */
export const audit: Bench = {
  goal:
    'leaves a second of the log’s writer, with nonces, tree, signature and fsync, against plain ' +
    'append of hashes to a file: ≥ 10,000/s (stretch 25,000); commit of an accept → signed ' +
    'internal checkpoint under full load: within 1 s; accept with the audit service running',
  async run(say, { rows = waitingActs } = {}) {
    const bench = await openBenchHub({ say })
    await letCommitsBeTimed(bench.hub)
    const sql = openDatabase({
      url: bench.hub.databaseUrl('hub'),
      name: 'bench',
      connectionsMax: 2,
      statementMsMax: 60_000,
    })
    try {
      const writer = await measureWriter(say, { bench, sql, rows })
      const load = await measureLoad(say, { bench, sql })
      await untilSigned(sql)
      const counted = await countLeaves(sql)
      return {
        ratio: writer.ratio,
        floor: writer.floorPerSecond,
        holds: counted.allEqual,
        figures: flatten({
          ...writer,
          ...load,
          counted,
          connections,
          machine: await describeMachine(bench.hub),
          floorIs: 'SHA-256 of each act’s text, 32 bytes appended to a file, fsync each 4,096',
        }),
      }
    } finally {
      await sql.end()
      await bench.hub.stop()
    }
  },
}

/** So many acts commit at once; how long until all are under a signed checkpoint. */
async function measureWriter(
  say: Say,
  { bench, sql, rows }: { bench: BenchHub; sql: Database; rows: number },
) {
  const folder = mkdtempSync(join(tmpdir(), 'unefois-bench-'))
  const pid = pidOf(bench, 'audit')
  const samples: { ours: number; floor: number; cpu: number }[] = []
  try {
    for (let turn = -1; turn < rounds; turn += 1) {
      await untilSigned(sql)
      const acts = drawActs(rows, bench.hub.nowMs())
      const floor = appendHashes(
        folder,
        acts.map(act => JSON.stringify(act)),
      )
      await commitActs(sql, acts)
      const cpuBefore = cpuUs(pid)
      const startedMs = performance.now()
      await untilSigned(sql)
      const ours = (rows / (performance.now() - startedMs)) * 1_000
      if (turn < 0) continue
      samples.push({ ours, floor, cpu: (cpuUs(pid) - cpuBefore) / rows })
      say(`${round(ours, 0)} leaves/s; plain append ${round(floor, 0)}/s`)
    }
  } finally {
    rmSync(folder, { recursive: true })
  }
  return {
    ratio: round(median(samples.map(({ ours, floor }) => ours / floor)), 4),
    leavesPerSecond: round(median(samples.map(({ ours }) => ours)), 0),
    leavesPerSecondEach: samples.map(({ ours }) => round(ours, 0)),
    floorPerSecond: round(median(samples.map(({ floor }) => floor)), 0),
    writerCpuUsPerLeaf: round(median(samples.map(({ cpu }) => cpu)), 1),
    actsAtOnce: rows,
  }
}

interface LoadRound {
  readonly floor: Sample
  readonly ours: Sample
  readonly without: Sample
}

/** Accepts against their floor, with the audit service and with it stopped, in turns. */
async function measureLoad(say: Say, { bench, sql }: { bench: BenchHub; sql: Database }) {
  const stream = await openSignalStream(bench)
  const server = await startFloor(sql, bench.hub.databaseUrl('hub'))
  const gateway: Side = { url: bench.hub.urls.gateway, pid: pidOf(bench, 'gateway') }
  const writer = pidOf(bench, 'audit')
  const samples: LoadRound[] = []
  const latencies: number[] = []
  try {
    for (let turn = -1; turn < rounds; turn += 1) {
      await stream.refresh()
      const ms = turn < 0 ? warmUpMs : roundMs
      const floor = await measure(server, stream, connections, ms)
      const since = new Date(bench.hub.nowMs())
      const ours = await measure(gateway, stream, connections, ms)
      await untilSigned(sql)
      const signedMs = await checkpointLatencies(sql, since)
      process.kill(writer, 'SIGSTOP')
      const without = await measure(gateway, stream, connections, ms).finally(() =>
        process.kill(writer, 'SIGCONT'),
      )
      await untilSigned(sql)
      if (turn < 0) continue
      samples.push({ floor, ours, without })
      latencies.push(...signedMs)
      say(`accepts ${round(ours.perSecond, 0)}/s, p99 to a checkpoint ${p(signedMs, 0.99)} ms`)
    }
  } finally {
    await server.stop()
  }
  const ratioOf = (side: 'ours' | 'without') =>
    round(median(samples.map(each => each[side].perSecond / each.floor.perSecond)))
  return {
    commitToCheckpointMs: { p50: p(latencies, 0.5), p99: p(latencies, 0.99), max: p(latencies, 1) },
    actsTimed: latencies.length,
    acceptRatio: ratioOf('ours'),
    acceptRatioWithoutAudit: ratioOf('without'),
    acceptsPerSecond: round(median(samples.map(({ ours }) => ours.perSecond)), 0),
    acceptP99Ms: round(median(samples.map(({ ours }) => ours.p99Ms))),
  }
}

const p = (values: readonly number[], quantile: number) => round(percentile(values, quantile), 0)

function pidOf({ hub }: BenchHub, service: string): number {
  const pid = hub.processes[service]?.pid
  if (pid === undefined) throw new Error(`the hub has no ${service}`)
  return pid
}
