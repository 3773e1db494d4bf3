import type { Inbox } from '@unefois/bus'
import { errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import { consumers } from './consumers/index.ts'
import { takeMessages } from './consumers/take-messages.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import type { DeskMetrics } from './metrics.ts'
import { applyRecalls } from './use-cases/apply-recalls.ts'
import { applyRestrictions } from './use-cases/apply-restrictions.ts'
import { type ReceiveDeps, receiveSignals } from './use-cases/receive-signals.ts'
import { setAsideMessages } from './use-cases/set-aside-messages.ts'

/** Pulls and settles messages for ever; each pull is one batch of at most 500. */
export function startInbox(
  inbox: Inbox,
  deps: ReceiveDeps,
  seen: { log: DeskLog; metrics: DeskMetrics },
): Loop {
  const { log, metrics } = seen
  const table = consumers({
    applyRecalls: applyRecalls({ ...deps, onRecalled: counts => log('signals-recalled', counts) }),
    applyRestrictions: applyRestrictions({
      ...deps,
      onRestricted: orders => log('restrictions-applied', { orders }),
    }),
    receiveSignals: receiveSignals({
      ...deps,
      onReceived: (counts, stored) => {
        log('signals-received', { ...counts })
        metrics.onStored(stored, deps.now())
      },
    }),
  })
  const quarantine = setAsideMessages(deps)
  const onFault = (error: unknown) => log('inbox-failed', { ...errorPlace(error) })
  return startLoop({
    async turn() {
      const messages = await inbox.fetch({
        max: limits.batchMessagesMax,
        waitMs: limits.inboxWaitMs,
      })
      if (messages.length === 0) return 0
      const putBack = new Map<string, number>()
      await takeMessages(
        {
          agency: deps.agency,
          consumers: table,
          quarantine,
          onFault,
          onQuarantined(reason) {
            metrics.onQuarantined(reason)
            log('message-quarantined', { reason, messages: 1 })
          },
          onPutBack: cause => putBack.set(cause, (putBack.get(cause) ?? 0) + 1),
        },
        messages,
      )
      for (const [cause, count] of putBack) {
        if (cause === 'receiver-key') log('receiver-key-missing', { messages: count })
        else log('inbox-put-back', { messages: count, cause })
      }
      return 0
    },
    onError: onFault,
    retryMs: limits.retryDelayMs,
    retryMsMax: limits.retryDelayMsMax,
  })
}
