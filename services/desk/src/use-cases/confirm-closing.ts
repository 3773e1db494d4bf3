import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** A second person confirms a closing that waited: the person's data are destroyed now. */
export function confirmClosing(deps: DeskDeps) {
  return (act: CaseAct) => changeCase(deps, act, { kind: 'confirm-close' })
}
