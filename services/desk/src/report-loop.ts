import { setTimeout as sleep } from 'node:timers/promises'
import { errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { type ReportDeps, reportEvents } from './use-cases/report-events.ts'

class HubSilent extends Error {
  override readonly name = 'HubSilent'
  readonly code: string

  constructor(code: string) {
    super('the hub took no event')
    this.code = code
  }
}

/** Tells the hub what waits in the outbox, for ever; slower and slower while it does not answer. */
export function startReporting(deps: ReportDeps, log: DeskLog): Loop {
  const report = reportEvents(deps)
  return startLoop({
    async turn() {
      await sleep(limits.reportGatherMs)
      const turn = await report()
      if (turn.turn === 'failed') throw new HubSilent(turn.cause)
      if (turn.turn === 'idle') return limits.reportIdleMs
      log('events-reported', { events: turn.events })
      return 0
    },
    onError(error, delayMs) {
      const cause = error instanceof HubSilent ? error.code : errorPlace(error).errorCode
      log('report-put-off', { cause, delayMs })
    },
    retryMs: limits.reportRetryMs,
    retryMsMax: limits.reportRetryMsMax,
  })
}
