import type { DeskActs, DeskActsAnswer } from '@unefois/contracts'
import { inTransaction, isUnavailable } from '@unefois/database'
import type { ActingOfficer, AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { recordDeskActs as recordStored } from '../repositories/desk-acts.ts'

type DeskAct = DeskActs['events'][number]

/**
 * Takes what a desk says that it did into the trace and so into the log. Its id makes it
 * idempotent; the token says whose act it is. One of no time near now is refused: it would lie in
 * a month that is over, or to come.
 * @throws Problem 503 when nothing was stored.
 */
export function recordDeskActs({ sql, nowMs }: Pick<AuditDeps, 'sql' | 'nowMs'>) {
  return async (body: DeskActs, caller: ActingOfficer): Promise<DeskActsAnswer> => {
    const fit = body.events.filter(act => isNear(act, nowMs()))
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

/** Both the instant and the one that its id carries (RFC 9562 §5.7). */
function isNear({ at, id }: DeskAct, nowMs: number): boolean {
  const ofId = Number.parseInt(id.replace('-', '').slice(0, 12), 16)
  return [Date.parse(at), ofId].every(
    ms => ms <= nowMs + limits.actAheadMsMax && ms >= nowMs - limits.actAgeMsMax,
  )
}
