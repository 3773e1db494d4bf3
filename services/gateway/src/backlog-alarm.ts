import { metrics } from '@opentelemetry/api'
import type { Bus } from '@unefois/bus'
import type { GatewayLog } from './app.ts'
import { limits } from './limits.ts'
import { watchBacklogs } from './use-cases/watch-backlogs.ts'

/**
 * Looks at every receiver's backlog at intervals: gauges for the operator's dashboard (which no
 * agency reaches), and an alarm for each desk that does not keep up.
 */
export function startBacklogAlarm(parts: {
  bus: Bus
  receivers: () => readonly string[]
  /** Hears how much waits for each. */
  tell: (receiver: string, messages: number) => void
  log: GatewayLog
}): { close(): void } {
  const meter = metrics.getMeter('@unefois/gateway')
  const waiting = meter.createGauge('gateway.receiver.waiting', {
    description: 'Messages that wait for a receiver’s desk',
  })
  const oldest = meter.createGauge('gateway.receiver.oldest', {
    unit: 's',
    description: 'Age of the oldest message that waits for a receiver’s desk',
  })
  const look = watchBacklogs({
    bus: parts.bus,
    systemNow: () => new Date(),
    messagesMax: limits.backlogMessagesMax,
    ageSecMax: limits.backlogAgeSecMax,
    tell(receiver, { messages, oldestSec }) {
      parts.tell(receiver, messages)
      waiting.record(messages, { receiver })
      oldest.record(oldestSec, { receiver })
    },
  })
  async function watch(): Promise<void> {
    try {
      const behind = await look(parts.receivers())
      for (const each of behind) parts.log('receiver-behind', { ...each })
    } catch {
      parts.log('backlogs-unknown')
    }
  }
  const timer = setInterval(() => void watch(), limits.backlogCheckMs)
  return { close: () => clearInterval(timer) }
}
