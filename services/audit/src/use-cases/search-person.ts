import type { Subject } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { Problem } from '@unefois/errors'
import { checkPersonSearch } from '../check-person-search.ts'
import type { AuditDeps } from '../deps.ts'
import { findPersonEvents } from '../find-person-events.ts'
import { openPersonKeys } from '../person-keys.ts'
import type { Act } from '../repositories/acts.ts'
import type { PersonEvent } from '../repositories/person-events.ts'
import { type Reader, traceReads } from '../trace-reads.ts'
import { getNumber } from './ask-person-search.ts'

/**
 * Everything that was done about one person, oldest first, for the hub's officer with an approved
 * search. The person finds this search in their own access: its trace carries their index.
 * @throws Problem 403, 404, 409 as `checkPersonSearch`, 422 for the number.
 */
export function searchPerson(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'store'>) {
  return async (
    caller: Reader,
    { fileId, subject }: { fileId: string; subject: Subject },
  ): Promise<readonly Act[]> => {
    const at = new Date(deps.nowMs())
    const identifier = getNumber(subject, at)
    const searched = inTransaction(deps.sql, { name: 'search-person' }, async transaction => {
      await checkPersonSearch(deps, transaction, { caller, fileId, identifier })
      const { events } = await findPersonEvents(transaction, { store: deps.store, at }, identifier)
      await traceReads(deps, transaction, {
        caller,
        operation: 'person-search',
        subject: openPersonKeys(deps.store).traceIndex(identifier, at.getTime()),
        fileId,
      })
      return events.filter(({ source }) => source.kind === 'act').map(actOf)
    })
    return searched.catch(error => traceRefused(deps, { caller, fileId, error }))
  }
}

/** A search that nobody approved is a trace, too: of who tried, and of nobody else. */
async function traceRefused(
  deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs'>,
  { caller, fileId, error }: { caller: Reader; fileId: string; error: unknown },
): Promise<never> {
  if (error instanceof Problem && error.code === 'search-not-approved') {
    const detail = { because: 'not-approved' }
    await inTransaction(deps.sql, { name: 'search-refused' }, transaction =>
      traceReads(deps, transaction, { caller, operation: 'person-search-refuse', fileId, detail }),
    )
  }
  throw error
}

function actOf({ source, opening, secondErasedAt }: PersonEvent): Act {
  return {
    id: source.id,
    at: new Date(source.at ?? 0),
    agency: source.agency ?? '',
    agent: source.agent,
    purpose: source.purpose ?? '',
    operation: source.operation ?? '',
    agreementHash: source.agreement_hash,
    signalId: source.signal_id,
    counterparty: source.counterparty,
    outcomeClass: source.outcome_class,
    detail: source.detail as Act['detail'],
    logIndex: opening?.index ?? null,
    erasedAt: secondErasedAt,
    erasedArticle: null,
    erasedLogIndex: null,
  }
}
