import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** A closing that waited is taken back, or refused by the second person; the case goes on. */
export function withdrawClosing(deps: DeskDeps) {
  return (act: CaseAct) => changeCase(deps, act, { kind: 'withdraw-close' })
}
