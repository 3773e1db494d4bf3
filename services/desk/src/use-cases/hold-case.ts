import type { CaseHold } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** A case waits for something outside the agency, until a day. Its deadline waits with it. */
export function holdCase(deps: DeskDeps) {
  return (act: CaseAct, hold: CaseHold) => changeCase(deps, act, { kind: 'hold', ...hold })
}
