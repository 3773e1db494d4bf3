import { openBenchHub } from '../bench-hub.ts'
import { type Bench, flatten } from '../bench-type.ts'
import { roundMs, rounds, warmUpMs } from '../limits.ts'
import { openLoop } from '../load.ts'
import { describeMachine } from '../machine.ts'
import { median, percentile, round } from '../numbers.ts'
import { openSignalStream } from '../signals.ts'
import { openBareStream } from './bare-stream.ts'
import { noteCommitTimes } from './commit-times.ts'

const perSecond = 200
const desks = ['receiver-1', 'receiver-2']
const receiverWithoutDesk = 'receiver-20'

interface Percentiles {
  readonly p50Ms: number
  readonly p99Ms: number
}

/** From the commit of the accept to the commit of the case, against a bare stream. */
export const latency: Bench = {
  goal:
    `accepted → case in the desk at ${perSecond} signals/s, p99, against publish → consume of ` +
    'bare JetStream at the same rate: ≤ 15 × (the ratio is our time ÷ the floor’s)',
  async run(say) {
    const all = await openBenchHub({ say, desks })
    const bench = { ...all, pairs: all.pairs.filter(pair => desks.includes(pair.receiver)) }
    const bare = await openBareStream(bench.hub, receiverWithoutDesk)
    const commits = await noteCommitTimes(bench.hub, desks)
    try {
      const stream = await openSignalStream(bench)
      const floor: Percentiles[] = []
      const ours: Percentiles[] = []
      const answered: Percentiles[] = []
      for (let turn = -1; turn < rounds; turn += 1) {
        await stream.refresh()
        const ms = turn < 0 ? warmUpMs : roundMs
        const bareMs = await bare.measure(perSecond, ms)
        const since = new Date(bench.hub.nowMs())
        const sent = await openLoop(bench.hub.urls.gateway, stream.next, perSecond, ms)
        const casesMs = await commits.latenciesSince(since)
        if (turn < 0) continue
        floor.push(percentilesOf(bareMs))
        ours.push(percentilesOf(casesMs))
        answered.push(percentilesOf(sent.latenciesMs))
        say(`accepted → case p99 ${ours.at(-1)?.p99Ms} ms; bare p99 ${floor.at(-1)?.p99Ms} ms`)
      }
      const ratios = ours.map((each, n) => each.p99Ms / (floor[n]?.p99Ms ?? Number.NaN))
      return {
        ratio: round(median(ratios)),
        floor: medians(floor).p99Ms,
        holds: ratios.every(Number.isFinite),
        figures: flatten({
          ratios: ratios.map(ratio => round(ratio)),
          signalsPerSecond: perSecond,
          desks: desks.length,
          acceptedToCase: medians(ours),
          postTo202: medians(answered),
          bareStream: medians(floor),
          machine: await describeMachine(bench.hub),
          floorIs: 'one JetStream publish with acknowledgement to its receipt by a pull consumer',
        }),
      }
    } finally {
      await commits.close()
      await bare.close()
      await bench.hub.stop()
    }
  },
}

function percentilesOf(latenciesMs: readonly number[]): Percentiles {
  return {
    p50Ms: round(percentile(latenciesMs, 0.5)),
    p99Ms: round(percentile(latenciesMs, 0.99)),
  }
}

function medians(all: readonly Percentiles[]): Percentiles {
  return {
    p50Ms: round(median(all.map(each => each.p50Ms))),
    p99Ms: round(median(all.map(each => each.p99Ms))),
  }
}
