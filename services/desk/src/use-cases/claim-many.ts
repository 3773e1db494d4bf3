import type { CaseClaims } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { changeMany, type ManyAct } from './change-many.ts'

/** An adviser takes many cases: a letter campaign begins. */
export function claimMany(deps: DeskDeps) {
  return (by: ManyAct['by'], asked: CaseClaims, idempotencyKey: string) =>
    changeMany(
      deps,
      { cases: asked.cases, by, idempotencyKey },
      { move: { kind: 'claim' }, content: asked },
    )
}
