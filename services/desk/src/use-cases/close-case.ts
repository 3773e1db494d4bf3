import type { CaseClose, Outcome } from '@unefois/contracts'
import type { DeskDeps } from '../deps.ts'
import { erasesAtOnce } from '../domain/outcomes.ts'
import { lockErasingClosings } from '../repositories/erasing-closings.ts'
import { aboveThreshold, countLately } from '../second-person.ts'
import { type CaseAct, changeCase, type Judge } from './change-case.ts'

export interface CloseDeps extends DeskDeps {
  /** Told when an erasing closing was written down to wait, because of whose count. */
  readonly onSecondPersonNeeded?: (because: 'adviser' | 'team') => void
}

/**
 * The accompaniment is over, with one outcome or several. Objected, not eligible, renounced and an
 * identifier that is somebody else's: what the desk holds of the person is destroyed in this
 * transaction (CRPA L.114-8 II §2). When that was done often lately, the closing waits instead for
 * a second person (`waits`).
 */
export function closeCase(deps: CloseDeps) {
  return (act: CaseAct, { outcomes, levels = [] }: CaseClose) =>
    changeCase(
      deps,
      act,
      { kind: 'close', outcomes, levels },
      { judge: judgeClosing(deps, outcomes) },
    )
}

/** Whether a closing with these outcomes is for one person to decide. */
export function judgeClosing(deps: CloseDeps, outcomes: readonly Outcome[]): Judge {
  if (!erasesAtOnce(deps.calendar.country, outcomes)) return async () => false
  return judgeErasure(deps)
}

/** Whether one more erasure that leaves nothing to check is for one person to decide. */
export function judgeErasure(deps: CloseDeps): Judge {
  return async (transaction, agent, now) => {
    await lockErasingClosings(transaction)
    const because = aboveThreshold(await countLately(deps, transaction, now), agent)
    if (because !== undefined) deps.onSecondPersonNeeded?.(because)
    return because !== undefined
  }
}
