import { timingSafeEqual } from 'node:crypto'
import type { BcssPort } from '@unefois/bcss'
import type { Signal, SignalAccepted } from '@unefois/contracts'
import { type Database, isRowFault, isUnavailable, sqlState } from '@unefois/database'
import type { Problem } from '@unefois/errors'
import { fingerprint } from '@unefois/sealing'
import type { Campaigns } from '../campaigns.ts'
import { decoyOf } from '../decoys.ts'
import { canonicalSignal } from '../domain/canonical-text.ts'
import { problems } from '../errors.ts'
import { createGroupCommit, type GroupCommit, QueueFullError } from '../group-commit.ts'
import { limits } from '../limits.ts'
import type { Quotas, QuotaUse } from '../quotas.ts'
import type { RegistrySnapshot } from '../registry-snapshot.ts'
import type { OfferedKind } from '../relay-loop.ts'
import { type WriteVerdict, writeGroup } from '../repositories/accept-group.ts'
import { findAnswers } from '../repositories/idempotency.ts'
import { findParent } from '../repositories/signals.ts'
import { askBcss, asksBcss } from './ask-bcss.ts'
import {
  type Ancestor,
  ancestorMilliseconds,
  type PrepareDependencies,
  type PreparedSignal,
  prepareSignal,
  type Sender,
} from './prepare-signal.ts'
import type { OfferedMessage } from './relay-outbox.ts'

export interface AcceptDependencies extends PrepareDependencies {
  readonly acceptSql: Database
  readonly agencySql: Database
  readonly snapshot: RegistrySnapshot
  readonly quotas: Quotas
  readonly campaigns: Campaigns
  /** Absent: agreements by way of the BCSS carry nothing. */
  readonly bcss?: BcssPort | undefined
  readonly systemNow: () => Date
  /** Handed what was committed and may be relayed, so that the relay need not read it again. */
  readonly offer: (messages: readonly OfferedMessage[], kind: OfferedKind) => void
}

type Outcome = { verdict: WriteVerdict } | { fault: unknown }

export interface AcceptInput {
  readonly sender: Sender
  readonly idempotencyKey: string
  readonly body: Signal
  /** Told where the call leaves the agreement's quota, also when it is refused for that. */
  readonly onQuota?: (use: QuotaUse) => void
}

export interface AcceptSignals {
  (input: AcceptInput): Promise<SignalAccepted>
  /** Resolves when every signal handed in so far has its answer. */
  idle(): Promise<void>
}

/**
 * Accepts one signal; many at once share a transaction. Resolves only after commit.
 * @throws Problem: a refusal of the body, 409 for a reused key, 503 when nothing was stored.
 */
export function acceptSignals(deps: AcceptDependencies): AcceptSignals {
  const inFlight = new Map<string, Promise<unknown>>()
  const commits = createGroupCommit<PreparedSignal, Outcome>({
    flush: group => flush(deps, group),
    groupMax: limits.groupSignalsMax,
    queueMax: limits.queueSignalsMax,
    besideMin: limits.groupBesideSignalsMin,
  })
  const accept = async (input: AcceptInput) => {
    const key = `${input.sender.agency}|${input.idempotencyKey}`
    const deadlineMs = performance.now() + limits.sameKeyWaitMsMax
    for (let first = inFlight.get(key); first !== undefined; first = inFlight.get(key)) {
      await firstRequest(first, deadlineMs)
    }
    const accepted = acceptOnce(deps, commits, input)
    inFlight.set(key, accepted)
    try {
      return await accepted
    } finally {
      if (inFlight.get(key) === accepted) inFlight.delete(key)
    }
  }
  return Object.assign(accept, { idle: () => commits.idle() })
}

async function acceptOnce(
  deps: AcceptDependencies,
  commits: GroupCommit<PreparedSignal, Outcome>,
  input: AcceptInput,
): Promise<SignalAccepted> {
  const inForce = deps.snapshot.current()
  const ancestor = await ancestorOf(deps, input.sender, input.body)
  const prepared = prepareSignal(deps, inForce, {
    ...input,
    ...(ancestor === undefined ? {} : { ancestor }),
  })
  deps.quotas.count(prepared.agreement, prepared.nowMs, input.onQuota)
  if (prepared.campaign !== undefined) {
    const counted = deps.campaigns.count(prepared.campaign, prepared.nowMs)
    // What was stored before the campaign was full keeps its answer.
    if (counted === 'full') {
      return storedAnswer(deps, prepared, input.idempotencyKey, problems['campaign-full']())
    }
  }
  const outcome = await askAndCommit(deps, commits, prepared).catch((fault: unknown) => ({ fault }))
  const isStored = 'verdict' in outcome && outcome.verdict.startsWith('written')
  if (prepared.campaign !== undefined && !isStored) deps.campaigns.notStored(prepared.campaign)
  if ('fault' in outcome) return refuseWhole(outcome.fault)
  if (outcome.verdict === 'person-agreement-unfit') throw personAgreementUnfit()
  if (outcome.verdict === 'key-taken') {
    return storedAnswer(deps, prepared, input.idempotencyKey)
  }
  return { id: prepared.id, acceptedAt: prepared.acceptedAt, status: 'sent' }
}

/** Most signals ask nobody, and wait for nothing more. */
async function askAndCommit(
  deps: AcceptDependencies,
  commits: GroupCommit<PreparedSignal, Outcome>,
  prepared: PreparedSignal,
): Promise<Outcome> {
  if (!asksBcss(prepared)) return commits.add(prepared)
  return commits.add(await askBcss(deps.bcss, prepared))
}

async function flush(
  deps: AcceptDependencies,
  group: readonly PreparedSignal[],
): Promise<Outcome[]> {
  const now = { hub: new Date(deps.nowMs()), system: deps.systemNow() }
  try {
    const verdicts = await writeGroup(deps.acceptSql, group, now)
    deps.offer(
      group.flatMap((each, n) => {
        const verdict = verdicts[n]
        if (verdict !== 'written' && verdict !== 'written-void') return []
        return [offered(each, verdict === 'written-void')]
      }),
      'signals',
    )
    return verdicts.map(verdict => ({ verdict }))
  } catch (error) {
    // A fault of one row must harm only its sender: run the group again one by one.
    if (!isRowFault(error)) throw error
    if (group.length === 1) return [{ fault: error }]
    const outcomes: Outcome[] = []
    for (const each of group) outcomes.push(...(await flush(deps, [each])))
    return outcomes
  }
}

/** The refusal that only the transaction knows. */
export function personAgreementUnfit(): Problem {
  return problems['person-agreement-unfit']({
    pointers: [{ pointer: '/personAgreement', detail: 'does not cover this signal' }],
  })
}

/** The message as the transaction stored it; of a void signal a decoy. */
export function offered(each: PreparedSignal, isVoid: boolean): OfferedMessage {
  const { outboxId, id, agreement, message } = each
  const stored = {
    id: outboxId,
    signalId: id,
    receiver: agreement.receiver,
    message,
  }
  // Made for every signal, so that a void one takes no longer.
  const decoy = decoyOf(stored)
  return isVoid ? decoy : stored
}

/** Turns a fault in which nothing was stored into 503; anything else is thrown on. */
export function refuseWhole(error: unknown): never {
  if (error instanceof QueueFullError || isUnavailable(error)) {
    const consent = sqlState(error) === 'UF503' || sqlState(error) === '42501'
    if (consent) {
      throw problems['consent-unavailable']({ retryAfterSec: limits.consentRetryAfterSec })
    }
    throw problems['temporarily-unavailable']({ retryAfterSec: limits.retryAfterSec })
  }
  throw error
}

async function firstRequest(first: Promise<unknown>, deadlineMs: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<'late'>(resolve => {
    timer = setTimeout(() => resolve('late'), Math.max(0, deadlineMs - performance.now()))
  })
  const outcome = await Promise.race([
    first.then(
      () => 'done',
      () => 'done',
    ),
    late,
  ])
  clearTimeout(timer)
  if (outcome === 'late') {
    throw problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec })
  }
}

/**
 * The answer of the request that won the key, if the bodies are the same; else 409 naming it.
 * @param otherwise what to refuse with when no request has won the key.
 */
async function storedAnswer(
  deps: AcceptDependencies,
  prepared: PreparedSignal,
  key: string,
  otherwise: Problem = problems['idempotency-in-progress']({ retryAfterSec: limits.retryAfterSec }),
): Promise<SignalAccepted> {
  const { agency } = prepared.sender
  const [answer] = await findAnswers(deps.acceptSql, [{ agency, key }])
  if (answer === undefined) throw otherwise
  const dayKey = deps.keys.idempotencyOfDay(answer.fingerprintDay)
  const same =
    dayKey !== undefined &&
    timingSafeEqual(fingerprint(dayKey.key, canonicalSignal(prepared.body)), answer.fingerprint)
  if (!same) throw problems['idempotency-key-reused']({ extra: { original: answer.signalId } })
  return { id: answer.signalId, acceptedAt: answer.acceptedAt.toISOString(), status: 'sent' }
}

/** For a child: what it has of its parent. @throws Problem unless its parent is theirs. */
export async function ancestorOf(
  deps: Pick<AcceptDependencies, 'agencySql' | 'nowMs'>,
  sender: Sender,
  body: Signal,
): Promise<Ancestor | undefined> {
  if (body.parent === undefined) return undefined
  const parent = await findParent(deps.agencySql, sender.agency, body.parent)
  if (parent !== undefined && parent.expiresAt.getTime() > deps.nowMs()) {
    const { personAgreement: id, collector } = parent
    return {
      ms: ancestorMilliseconds(body.parent),
      personAgreement: id === null || collector === null ? undefined : { id, collector },
    }
  }
  throw problems['parent-unfit']({
    pointers: [{ pointer: '/parent', detail: 'is not a live signal received by your agency' }],
  })
}
