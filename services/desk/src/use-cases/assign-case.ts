import type { CaseAssign } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** A team leader gives a case to an adviser. */
export function assignCase(deps: DeskDeps) {
  return (act: CaseAct, { agent }: CaseAssign) => changeCase(deps, act, { kind: 'assign', agent })
}
