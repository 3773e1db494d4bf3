import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { type SettledAs, settleFlag as settle } from '../repositories/flags.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/**
 * An officer of the hub says what they found when they looked: it leaves the list, and stays in the
 * log. No words of their own: a note about somebody's work has no place here.
 * @throws Problem 404 when nobody raised it, or somebody settled it before.
 */
export function settleFlag(deps: AuditDeps) {
  return async ({ id, as, caller }: { id: string; as: SettledAs; caller: Reader }) =>
    inTransaction(deps.sql, { name: 'settle-flag' }, async transaction => {
      const at = new Date(deps.nowMs())
      const by = caller.agent ?? caller.clientId
      if (!(await settle(transaction, { id, at, by, as }))) throw problems['flag-unknown']()
      await traceReads(deps, transaction, {
        caller,
        operation: 'flag-settle',
        detail: { flag: id, settledAs: as },
      })
    })
}
