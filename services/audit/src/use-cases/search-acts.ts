import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { isSearchable } from '../domain/days.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { type Act, readActs } from '../repositories/acts.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/** What an officer looks for: at the hub anybody's acts, at an agency its own. */
export interface ActSearch {
  readonly agency?: string | undefined
  readonly agreement?: string | undefined
  /** An opaque agent id; goes with its agency. */
  readonly agent?: string | undefined
  /** First and last instant, the last left out. */
  readonly from: Date
  readonly to: Date
  /** The last id of the page before. */
  readonly before?: string | undefined
  /** With what officers looked at; an agency's list never has them. */
  readonly looks?: boolean | undefined
}

/** One page of acts, newest first. */
export interface ActPage {
  readonly items: readonly Act[]
  /** Where the next page begins; undefined on the last. */
  readonly next: string | undefined
}

/**
 * Searches acts by agreement, agency, agent and time, a page at a time; one trace for each signal
 * that is shown. By person nobody searches here.
 * @throws Problem 422 for a time that is empty or too long, an agent without its agency, an
 *   agreement that nobody knows.
 */
export function searchActs(deps: Pick<AuditDeps, 'sql' | 'newId' | 'nowMs' | 'directory'>) {
  return async (caller: Reader, search: ActSearch): Promise<ActPage> => {
    const { agreement, agent, from, to, before, looks } = search
    const viewer = caller.agency
    const ofHub = viewer === 'hub'
    const agency = ofHub ? search.agency : viewer
    if (!isSearchable(from, to)) throw problems['search-time-unfit']()
    if (agent !== undefined && agency === undefined) throw problems['agent-without-agency']()
    return inTransaction(deps.sql, { name: 'search-acts' }, async transaction => {
      const rows = await readActs(transaction, {
        viewer,
        agencies: agency === undefined ? endsOf(deps, { agreement, looks }) : [agency],
        agreement,
        agent,
        from,
        to,
        before,
        looks,
        rowsMax: limits.actsPerPage + 1,
      })
      const page = pageOf(rows, limits.actsPerPage)
      await traceReads(deps, transaction, {
        caller,
        operation: 'exchange-search',
        signalIds: page.items.flatMap(({ signalId }) => (signalId === null ? [] : [signalId])),
      })
      return page
    })
  }
}

/** The first acts of what was read, one more than a page where there is a next one. */
export function pageOf(rows: readonly Act[], rowsMax: number): ActPage {
  const items = rows.slice(0, rowsMax)
  return { items, next: rows.length > rowsMax ? items.at(-1)?.id : undefined }
}

/**
 * Whoever may have acted under an agreement: its two ends and the hub. Without one, every agency;
 * and the hub as well, where what officers looked at is wanted.
 */
function endsOf(
  { directory }: Pick<AuditDeps, 'directory'>,
  { agreement, looks }: Pick<ActSearch, 'agreement' | 'looks'>,
): readonly string[] | undefined {
  if (agreement === undefined) {
    if (looks) return undefined
    const agencies = [...directory().names.keys()]
    return agencies.length === 0 ? undefined : agencies
  }
  const known = directory().agreements.get(agreement)
  if (known === undefined) throw problems['agreement-never-in-force']()
  return [...new Set([known.text.sender, known.text.receiver, 'hub'])]
}
