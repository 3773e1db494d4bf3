import { metrics } from '@opentelemetry/api'

/** What the operator sees of batches: lines stored, by outcome. An objected one is accepted. */
export function batchMetrics(): {
  onStored(counts: { accepted: number; refused: number }): void
} {
  const lines = metrics.getMeter('@unefois/gateway').createCounter('gateway.batch.lines', {
    description: 'Lines of batches stored, by outcome',
  })
  return {
    onStored({ accepted, refused }) {
      if (accepted > 0) lines.add(accepted, { outcome: 'accepted' })
      if (refused > 0) lines.add(refused, { outcome: 'refused' })
    },
  }
}
