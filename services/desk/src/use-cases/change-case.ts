import { inTransaction, isUnavailable, type Transaction } from '@unefois/database'
import { problems as shared } from '@unefois/service'
import { toEvent } from '../case-events.ts'
import type { DeskDeps } from '../deps.ts'
import type { Move, Refusal } from '../domain/case-life.ts'
import { decideMove, holdDaysMax, movableFrom } from '../domain/decide-move.ts'
import type { Accepted, Circumstances } from '../domain/decision.ts'
import { outcomesOfJoined } from '../domain/outcomes.ts'
import { problems } from '../errors.ts'
import { forgetCases } from '../forget.ts'
import { limits } from '../limits.ts'
import { updateJoined, updateLife } from '../repositories/case-changes.ts'
import { lockCase, lockJoined, type StoredCase } from '../repositories/cases.ts'
import { findPendingChild } from '../repositories/child-signals.ts'
import { findHeld } from '../repositories/holds.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'

/** A person of the agency, from their token. */
export interface Adviser {
  readonly clientId: string
  readonly agent: string
  readonly isLead: boolean
}

/** Which case, in the version that its adviser last saw (If-Match). */
export interface CaseAct {
  readonly caseId: string
  readonly expectedVersion: number
  readonly by: Adviser
}

/** Says whether what an agent is about to do is not for one person to decide. */
export type Judge = (transaction: Transaction, agent: string, now: Date) => Promise<boolean>

/** What a use-case adds to a move, in the same transaction. */
export interface Also {
  /** An answer given before ends the act: nothing is done twice. */
  readonly before?: (transaction: Transaction) => Promise<{ version: number } | undefined>
  readonly during?: (transaction: Transaction, now: Date) => Promise<void>
  readonly after?: (transaction: Transaction, version: number) => Promise<void>
  readonly detail?: Readonly<Record<string, unknown>>
  /** Whether this is not for one person to decide. */
  readonly judge?: Judge
  /** Only the decline that is sending a case on may go on with it. */
  readonly isSendingOn?: true
}

/**
 * Moves one case: version, state machine, joined signals, reports to the hub and the trace, all in
 * one transaction. Answers the new version, and whether the move waits for a second person.
 * @throws Problem when the case is not there, changed meanwhile, or may not be moved so.
 */
export async function changeCase(
  deps: DeskDeps,
  act: CaseAct,
  move: Move,
  also: Also = {},
): Promise<{ version: number; waits?: boolean }> {
  try {
    const changed = await inTransaction(deps.sql, { name: `case-${move.kind}` }, sql =>
      moveCase(deps, sql, act, { move, also }),
    )
    deps.onCommitted()
    return changed
  } catch (error) {
    if (isUnavailable(error)) throw shared.unavailable({ retryAfterSec: limits.retryAfterSec })
    throw error
  }
}

/** The same within a transaction. What is refused has written nothing. @throws Problem */
export async function moveCase(
  deps: DeskDeps,
  sql: Transaction,
  act: CaseAct,
  { move, also }: { readonly move: Move; readonly also: Also },
): Promise<{ version: number; waits?: boolean }> {
  const before = await also.before?.(sql)
  if (before !== undefined) return before
  const stored = await getForChange(sql, act, also.isSendingOn)
  const now = deps.now()
  if (move.kind === 'decline') await refuseIfHeld(sql, stored, now)
  const needsSecondPerson = (await also.judge?.(sql, act.by.agent, now)) ?? false
  const decision = decide(deps, stored, move, act.by, { now, needsSecondPerson })
  const waits = stored.proposedAt === undefined && decision.life.proposedAt !== undefined
  await also.during?.(sql, now)
  const version = await write(deps, sql, { stored, decision, act, move, now })
  const { id: signalId, sender, agreementHash } = stored
  const operation = waits ? ('case-propose-close' as const) : (`case-${move.kind}` as const)
  const detail = { ...detailOf(move, stored), ...also.detail }
  await appendTraces(sql, [
    traceOf(deps, { operation, at: now, signalId, sender, agreementHash, detail }, act.by),
  ])
  await also.after?.(sql, version)
  return { version, waits }
}

/** The case, locked, if it may be acted on in this version. @throws Problem otherwise. */
export async function getForChange(
  sql: Transaction,
  act: CaseAct,
  isSendingOn = false,
): Promise<StoredCase> {
  const stored = refuseUnlessThere(await lockCase(sql, act.caseId))
  if (stored.version !== act.expectedVersion) throw shared['version-mismatch']()
  const pending = await findPendingChild(sql, stored.id)
  if (pending !== undefined && !isSendingOn) throw problems['case-decline-pending']()
  return stored
}

/** Declining destroys for the agency's own reasons: a hold stands against it. @throws Problem */
export async function refuseIfHeld(sql: Transaction, stored: StoredCase, at: Date): Promise<void> {
  const held = await findHeld(sql, [stored.id], at)
  if (held.size > 0) throw problems['case-held']()
}

/** Refuses what is not a case of its own, or no longer. @throws Problem */
export function refuseUnlessThere(stored: StoredCase | undefined): StoredCase {
  if (stored === undefined) throw problems['case-not-found']()
  if (stored.erasedAt !== undefined) {
    if (stored.state === 'closed') throw problems['case-closed-and-erased']()
    if (stored.state === 'declined') throw problems['case-declined-and-erased']()
    throw problems['case-recalled']()
  }
  if (stored.preservedAt !== undefined) throw problems['case-preserved']()
  if (stored.state === 'joined' && stored.joinedTo !== undefined) {
    throw problems['case-joined']({ extra: { original: stored.joinedTo } })
  }
  return stored
}

/** The state machine's answer. @throws Problem when it refuses. */
export function decide(
  deps: DeskDeps,
  stored: StoredCase,
  move: Move,
  by: Adviser,
  when: Pick<Circumstances, 'now' | 'needsSecondPerson'>,
): Accepted {
  const { calendar } = deps
  const deadlines = deps.agreements.findDeadlines(stored.agreementHash) ?? deps.deadlines
  const decision = decideMove(stored, move, by, { ...when, calendar, deadlines })
  if (decision.ok) return decision
  const detail = adviceOn(decision.refusal, move, stored)
  throw problems[decision.refusal](
    detail === undefined ? {} : { pointers: [{ pointer: '', detail }] },
  )
}

/** What to do instead, where the title alone cannot say it. */
function adviceOn(refusal: Refusal, move: Move, stored: StoredCase): string | undefined {
  switch (refusal) {
    case 'case-move-not-allowed':
      return `it is ${stored.state}; this is done from ${movableFrom[move.kind].join(' or ')}`
    case 'case-of-another-adviser':
      return `${stored.adviser ?? 'somebody'} has it`
    case 'case-date-out-of-range':
      return move.kind === 'hold'
        ? `from tomorrow, and at most ${holdDaysMax} days from today`
        : `not before ${stored.acceptedAt.toISOString()}, and not in the future`
    default:
      return undefined
  }
}

async function write(
  deps: DeskDeps,
  sql: Transaction,
  change: {
    stored: StoredCase
    decision: Accepted
    act: CaseAct
    move: Move
    now: Date
  },
): Promise<number> {
  const { stored, decision, act, now } = change
  const joined = await lockJoined(sql, [stored.id])
  const ids = joined.map(each => each.id)
  if (decision.erases) {
    const reason = change.move.kind === 'erase' ? 'request' : 'outcome'
    await forgetCases(deps, sql, [stored, ...joined], { reason, at: now })
  }
  const version = await updateLife(sql, stored.id, decision.life)
  const { state, takenChargeAt, endedAt, outcomes, declineReason } = decision.life
  const isOver = endedAt !== undefined
  if (isOver || takenChargeAt !== stored.takenChargeAt) {
    await updateJoined(sql, ids, {
      state: isOver ? state : 'joined',
      takenChargeAt,
      endedAt,
      outcomes: outcomesOfJoined(outcomes),
      declineReason,
    })
  }
  const told = { at: now, agent: act.by.agent }
  await appendEvents(sql, [
    ...decision.news.map(news =>
      toEvent(news, { ...told, id: deps.newId(now), signalId: stored.id }),
    ),
    ...joined.flatMap(each =>
      decision.news.map(news =>
        toEvent(
          news.type === 'closed' ? { ...news, outcomes: outcomesOfJoined(news.outcomes) } : news,
          { ...told, id: deps.newId(now), signalId: each.id },
        ),
      ),
    ),
  ])
  return version
}

/** What of a move stands in its trace: codes and dates, nothing of the person. */
function detailOf(move: Move, stored: StoredCase): Readonly<Record<string, unknown>> {
  switch (move.kind) {
    case 'assign':
      return { to: move.agent }
    case 'contact':
      return { result: move.result, leavesContent: move.leavesContent }
    case 'hold':
      return { reason: move.reason, resumeOn: move.resumeOn }
    case 'close':
      return { outcomes: move.outcomes, levels: move.levels }
    case 'decline':
      return { reason: move.reason }
    case 'restrict':
      return { ground: move.ground }
    case 'unrestrict':
      return { toldAt: move.toldAt.toISOString() }
    case 'erase':
      return { outcomes: ['objected'], requestedAt: move.requestedAt.toISOString() }
    case 'confirm-close':
      return { outcomes: stored.proposedOutcomes, proposedBy: stored.proposedBy }
    default:
      return {}
  }
}
