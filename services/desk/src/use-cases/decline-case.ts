import type { CaseDecline, Subject } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { jcs } from '@unefois/sealing'
import { problems } from '../errors.ts'
import type { Hub } from '../hub.ts'
import { limits } from '../limits.ts'
import { recordChild } from '../repositories/case-changes.ts'
import type { StoredCase } from '../repositories/cases.ts'
import {
  deletePendingChildren,
  findPendingChild,
  insertPendingChild,
  type PendingChild,
} from '../repositories/child-signals.ts'
import { type CaseAct, changeCase, decide, getForChange, refuseIfHeld } from './change-case.ts'
import { type CloseDeps, judgeErasure } from './close-case.ts'
import { openSubjectOf } from './open-subject.ts'

export interface DeclineDeps extends CloseDeps {
  readonly hub: Hub
  readonly newKey: () => string
}

/** The case's last version and the signal sent on, when one was. */
export interface Declined {
  readonly version: number
  readonly child?: string
}

/**
 * The agency does not take the case up. With a child, the signal first goes on to another agency
 * through the hub, under an agreement that the hub checks; only then is the case declined, and what
 * the desk holds of the person destroyed. The child's key is stored before the hub is asked, so a
 * crash between the two cannot send it twice: the same decline, repeated, takes up where it ended.
 * Without a child nothing is left of the signal anywhere: it counts among the closings that erase.
 * @throws Problem `case-child-refused`, `case-hub-unavailable`: nothing was declined.
 */
export function declineCase(deps: DeclineDeps) {
  return async (act: CaseAct, decline: CaseDecline): Promise<Declined> => {
    const { reason, child: onward } = decline
    const move = { kind: 'decline', reason, isSentOn: onward !== undefined } as const
    if (!move.isSentOn) return changeCase(deps, act, move, { judge: judgeErasure(deps) })
    const { pending, subject } = await prepare(deps, act, decline)
    const child = await send(deps, act.caseId, pending, subject)
    const { version } = await changeCase(deps, act, move, {
      isSendingOn: true,
      detail: { child },
      after: async transaction => {
        await recordChild(transaction, act.caseId, child)
        await deletePendingChildren(transaction, [act.caseId])
      },
    })
    return { version, child }
  }
}

async function prepare(
  deps: DeclineDeps,
  act: CaseAct,
  decline: CaseDecline,
): Promise<{ pending: PendingChild; subject: Subject }> {
  return inTransaction(deps.sql, { name: 'prepare-child' }, async transaction => {
    const stored = await getForChange(transaction, act, true)
    const now = deps.now()
    await refuseIfHeld(transaction, stored, now)
    decide(deps, stored, { kind: 'decline', reason: decline.reason, isSentOn: true }, act.by, {
      now,
      needsSecondPerson: false,
    })
    const subject = openSubjectOf(deps.keys, stored)
    const body = childBody(stored, act, decline)
    const before = await findPendingChild(transaction, stored.id)
    if (before !== undefined) {
      // The hub may have it already: only the very same signal may be sent under its key. The
      // agent who asked first stays its agent.
      const same = { ...body, ...(before.body.agent && { agent: before.body.agent }) }
      if (before.reason === decline.reason && jcs(same) === jcs(before.body)) {
        return { pending: before, subject }
      }
      throw problems['case-decline-pending']()
    }
    const pending = { idempotencyKey: deps.newKey(), reason: decline.reason, body }
    await insertPendingChild(transaction, stored.id, pending, now)
    return { pending, subject }
  })
}

function childBody(stored: StoredCase, act: CaseAct, decline: CaseDecline): PendingChild['body'] {
  if (decline.child === undefined || stored.observedOn === undefined) {
    throw new Error('a child is made of a case that still holds its signal')
  }
  const { observedOn, id: parent } = stored
  return { ...decline.child, observedOn, parent, agent: act.by.agent }
}

/** The child's id. @throws Problem when the hub refuses it or does not answer. */
async function send(
  deps: DeclineDeps,
  caseId: string,
  pending: PendingChild,
  subject: Subject,
): Promise<string> {
  const sent = await deps.hub.sendSignal(pending.idempotencyKey, { ...pending.body, subject })
  if (sent.ok) return sent.answer.id
  if (sent.cause === 'unavailable') {
    throw problems['case-hub-unavailable']({ retryAfterSec: limits.retryAfterSec })
  }
  await inTransaction(deps.sql, { name: 'drop-child' }, transaction =>
    deletePendingChildren(transaction, [caseId]),
  )
  const detail = `the hub answered ${sent.code}`
  throw problems['case-child-refused']({ pointers: [{ pointer: '/child', detail }] })
}
