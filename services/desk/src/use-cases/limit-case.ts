import type { CaseRestrict, CaseUnrestrict } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { type CaseAct, changeCase } from './change-case.ts'

/** The person asks that their case be kept and not worked on (GDPR art. 18). */
export function limitCase(deps: DeskDeps) {
  return (act: CaseAct, { ground }: CaseRestrict) =>
    changeCase(deps, act, { kind: 'restrict', ground })
}

/** The restriction ends; the person was told before (GDPR art. 18(3)). */
export function endLimit(deps: DeskDeps) {
  return (act: CaseAct, { toldAt }: CaseUnrestrict) =>
    changeCase(deps, act, { kind: 'unrestrict', toldAt: new Date(toldAt) })
}
