import type { Act } from '../../repositories/acts.ts'
import { dayText } from './act-words.ts'

/** Acts that a reader is told in one line, in their order. */
export type Together = readonly [Act, ...Act[]]

/**
 * Looks of one officer in one way on one day are one line: who searches for an hour has looked at
 * what is listed at each turn of a page.
 */
export function groupLooks(acts: readonly Act[]): readonly Together[] {
  const groups = new Map<string, [Act, ...Act[]]>()
  for (const act of acts) {
    const { agency, agent, at, operation } = act
    const { file } = act.detail ?? {}
    const key = JSON.stringify([operation, agency, agent, dayText(at, 'fr'), file])
    const group = groups.get(key)
    if (group === undefined) groups.set(key, [act])
    else group.push(act)
  }
  return [...groups.values()]
}
