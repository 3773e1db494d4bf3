import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** An adviser takes a case: of two at once, one wins. The hub is told the first time. */
export function claimCase(deps: DeskDeps) {
  return (act: CaseAct) => changeCase(deps, act, { kind: 'claim' })
}
