import { type AccessReport, judgeParts } from '@unefois/evidence'
import { countOf } from '../text.ts'
import type { Verdict } from './show.ts'

/** A part that holds, of an answer that is given in several. */
export interface FoundPart extends AccessReport {
  readonly part: NonNullable<AccessReport['part']>
}

/** Parts of answers, each of which holds: whether those to one request are the whole answer. */
export function judgeSets(found: readonly FoundPart[]): Verdict[] {
  const sets = Map.groupBy(found, ({ log, request }) => `${log} ${request}`)
  return [...sets.values()].flatMap((reports): Verdict | readonly [] => {
    const [first] = reports
    if (first === undefined) return []
    const events = reports.reduce((sum, each) => sum + each.events, 0)
    const { log, request } = first
    return {
      path: request,
      kind: 'access-parts',
      faults: judgeParts(reports.map(({ part }) => part)),
      trust: reports.every(({ trust }) => trust === 'given') ? 'given' : 'own',
      by: [log],
      says: 'verified-parts',
      parameters: { parts: countOf(reports.length), events: countOf(events) },
      figures: { request, parts: reports.length, events },
    }
  })
}
