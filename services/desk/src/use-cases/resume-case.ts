import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** A case on hold goes on. */
export function resumeCase(deps: DeskDeps) {
  return (act: CaseAct) => changeCase(deps, act, { kind: 'resume' })
}
