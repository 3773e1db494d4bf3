import type { DeskActs, DeskActsAnswer } from '@unefois/contracts'
import { inTransaction, isUnavailable } from '@unefois/database'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { recordDeskActs as recordStored } from '../repositories/desk-acts.ts'

type DeskAct = DeskActs['events'][number]

/**
 * Takes what a desk says that it did into the trace and so into the log. Its id makes it
 * idempotent; the token says whose act it is. One that is too old is refused: it would lie in a
 * month that is over.
 * @throws Problem 503 when nothing was stored, or while an act is of a time to come: a desk whose
 *   clock is ahead keeps its acts until then.
 */
export function recordDeskActs({ sql, nowMs }: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return async (body: DeskActs, caller: ActingOfficer): Promise<DeskActsAnswer> => {
    const now = nowMs()
    if (body.events.some(act => instantsOf(act).some(ms => ms > now + limits.actAheadMsMax))) {
      throw problems['temporarily-unavailable']({ retryAfterSec: limits.retryAfterSec })
    }
    const fit = body.events.filter(act =>
      instantsOf(act).every(ms => ms >= now - limits.actAgeMsMax),
    )
    const results = await store(sql, fit, caller)
    const [first, ...rest] = body.events.map(({ id }) => ({
      id,
      result: results.get(id) ?? ('refused' as const),
    }))
    if (first === undefined) throw new Error('a list of acts is not empty')
    return { results: [first, ...rest] }
  }
}

async function store(
  sql: AuditDeps['sql'],
  acts: readonly DeskAct[],
  { agency, clientId }: ActingOfficer,
): Promise<Awaited<ReturnType<typeof recordStored>>> {
  try {
    return await inTransaction(sql, { name: 'record-desk-acts' }, transaction =>
      recordStored(transaction, acts, { agency, clientId }),
    )
  } catch (error) {
    if (!isUnavailable(error)) throw error
    throw problems['temporarily-unavailable']({ retryAfterSec: limits.retryAfterSec })
  }
}

/** Its own, and the one that its id carries (RFC 9562 §5.7). */
function instantsOf({ at, id }: DeskAct): readonly number[] {
  return [Date.parse(at), Number.parseInt(id.replace('-', '').slice(0, 12), 16)]
}
