import type { CaseClose } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/**
 * The accompaniment is over, with one outcome or several. Objected, not eligible, renounced: what
 * the desk holds of the person is destroyed in this transaction (CRPA L.114-8 II §2).
 */
export function closeCase(deps: DeskDeps) {
  return (act: CaseAct, { outcomes, levels = [] }: CaseClose) =>
    changeCase(deps, act, { kind: 'close', outcomes, levels })
}
