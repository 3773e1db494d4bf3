import { inTransaction } from '@unefois/database'
import type { DeskDeps } from '../deps.ts'
import { insertQuarantined, type QuarantinedMessage } from '../repositories/quarantine.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'

/**
 * Takes messages out of the way that cannot be taken: their ids, reason and size are kept, nothing
 * of what they say. The hub still holds the signal; somebody is alarmed.
 */
export function setAsideMessages(deps: DeskDeps) {
  return async (messages: readonly QuarantinedMessage[]): Promise<void> => {
    const now = deps.now()
    await inTransaction(deps.sql, { name: 'quarantine-messages' }, async transaction => {
      await insertQuarantined(transaction, messages, now)
      await appendTraces(
        transaction,
        messages.map(({ signalId, reason }) =>
          traceOf(deps, {
            operation: 'message-quarantine',
            at: now,
            signalId,
            detail: { reason },
          }),
        ),
      )
    })
  }
}
