import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** An adviser gives a case back to the queue. The hub is told nothing: charge was taken once. */
export function unclaimCase(deps: DeskDeps) {
  return (act: CaseAct) => changeCase(deps, act, { kind: 'unclaim' })
}
