import { metrics } from '@opentelemetry/api'
import type { DeliveredSignal } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { countForMetrics } from './repositories/statistics.ts'

const boundariesSec = [0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 60, 600, 3_600, 86_400]

/** What the operator's dashboard sees of a desk: counts and durations, never a signal. */
export interface DeskMetrics {
  /** Signals stored: how long each took from the hub's accept to the case. */
  onStored(signals: readonly DeliveredSignal[], at: Date): void
  onQuarantined(reason: string): void
  onRefused(type: string): void
}

/** Declares the instruments; `sql` is asked at each scrape. */
export function deskMetrics(sql: Database): DeskMetrics {
  const meter = metrics.getMeter('@unefois/desk')
  const lag = meter.createHistogram('desk.inbox.lag', {
    unit: 's',
    description: 'From the hub’s accept to the stored case',
    advice: { explicitBucketBoundaries: boundariesSec },
  })
  const quarantined = meter.createCounter('desk.quarantined', {
    description: 'Messages taken out of the way, by reason',
  })
  const refused = meter.createCounter('desk.events.refused', {
    description: 'Case events that the hub refused for good, by type',
  })
  const cases = meter.createObservableGauge('desk.cases', { description: 'Cases by state' })
  const outbox = meter.createObservableGauge('desk.outbox.depth', {
    description: 'Case events that the hub has not answered yet',
  })
  meter.addBatchObservableCallback(
    async observer => {
      const counts = await countForMetrics(sql)
      for (const { state, count } of counts.states) observer.observe(cases, count, { state })
      observer.observe(outbox, counts.outbox)
    },
    [cases, outbox],
  )
  return {
    onStored(signals, at) {
      for (const { data } of signals) {
        lag.record(Math.max(0, at.getTime() - Date.parse(data.envelope.acceptedAt)) / 1_000)
      }
    },
    onQuarantined: reason => quarantined.add(1, { reason }),
    onRefused: type => refused.add(1, { type }),
  }
}
