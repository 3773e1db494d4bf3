import {
  type IdentifierSuccession,
  type IdentifierSuccessionRecorded,
  law,
} from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { addMonths } from '@unefois/retention'
import { sealAtRest } from '@unefois/sealing'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import { forbids, type TracedSignal } from '../domain/objection-scope.ts'
import { canSucceed } from '../domain/provisional-number.ts'
import { problems } from '../errors.ts'
import { copyObjections, listObjections } from '../repositories/objections.ts'
import { copyAgreements, listAgreements } from '../repositories/person-agreements.ts'
import { insertRestrictions, listRestrictions, restrictKeys } from '../repositories/restrictions.ts'
import { findSignals, findTraced, type TracedAct } from '../repositories/signals.ts'
import { lockSubjects } from '../repositories/subject-locks.ts'
import { insertSuccession } from '../repositories/successions.ts'
import { appendTraces, type Trace } from '../repositories/traces.ts'
import { getAgent, getIdentifier, profileOf } from './check-caller.ts'
import { stopById } from './stop-signals.ts'
import { tellReceivers } from './tell-receivers.ts'

interface Numbers {
  readonly former: Identifier
  readonly current: Identifier
}

/**
 * A number succeeds another of the same person (NIA to NIR, bis to NISS). One transaction, with
 * both subjects locked: what was said under the former number holds under the current one; signals
 * under either are checked again; whatever was done under the former is traced under the current
 * one, so that access and later objections find both. What is said later under the former number
 * holds for the current one too.
 *
 * The answer and its time are the same whatever there was.
 * @throws Problem 422 unless a provisional number is followed by a lasting one of its scheme.
 */
export function succeedIdentifier(deps: ConsentDeps) {
  return async (input: {
    caller: ActingClient
    idempotencyKey: string
    body: IdentifierSuccession
  }): Promise<IdentifierSuccessionRecorded> => {
    const { body, caller } = input
    const numbers = {
      former: getIdentifier(body.former, '/former', deps.nowMs()),
      current: getIdentifier(body.current, '/current', deps.nowMs()),
    }
    if (!canSucceed(numbers.former, numbers.current)) {
      throw problems['succession-unfit']({
        pointers: [{ pointer: '', detail: 'the numbers do not follow one another' }],
      })
    }
    const agent =
      body.agent === undefined && caller.agent === undefined
        ? undefined
        : getAgent(caller, body.agent)
    return deps.actOnce({
      call: 'identifier-succeed',
      agency: caller.agency,
      key: input.idempotencyKey,
      body,
      async work(transaction) {
        const { former, current } = numbers
        await lockSubjects(transaction, [deps.keys.bucket(former), deps.keys.bucket(current)])
        deps.keys.refresh()
        const at = new Date(deps.nowMs())
        const traced = await findTraced(transaction, deps.keys.traceIndexes(numbers.former))
        const before = toFollow(traced)
        const stopped = await takeOver(deps, transaction, numbers, at)
        const id = deps.newId(at.getTime())
        await keepSuccession(deps, transaction, { id, ...numbers, at })
        const trace = {
          at,
          actor: caller.clientId,
          agency: caller.agency,
          agent,
          operation: 'identifier-succeed',
          subject: deps.keys.traceIndex(current, at.getTime()),
        }
        const formerly = { ...trace, subject: deps.keys.traceIndex(former, at.getTime()) }
        await appendTraces(transaction, [
          { ...trace, id },
          { ...formerly, id: deps.newId(at.getTime()) },
          ...before.map(act => ({
            ...trace,
            id: deps.newId(at.getTime()),
            actor: 'hub-consent',
            agency: 'hub',
            agent: undefined,
            ...act,
          })),
          ...stopped,
        ])
        return { id, recordedAt: at.toISOString() }
      },
    })
  }
}

/** One trace a signal; of any other act, one that names it. */
function toFollow(traced: readonly TracedAct[]): Partial<Trace>[] {
  const signals = new Map<string, Partial<Trace>>()
  const acts = new Map<string, Partial<Trace>>()
  for (const { follows, signalId, purpose, agreementHash, counterparty } of traced) {
    const ground = {
      purpose,
      ...(agreementHash === null ? {} : { agreementHash }),
      ...(counterparty === null ? {} : { counterparty }),
    }
    if (signalId !== null) signals.set(signalId, { ...signals.get(signalId), ...ground, signalId })
    else acts.set(follows, { ...ground, detail: { follows } })
  }
  return [...signals.values(), ...acts.values()]
}

/** Copies what was said, then stops the signals of both numbers that it forbids. */
async function takeOver(
  deps: ConsentDeps,
  transaction: Transaction,
  { former, current }: Numbers,
  at: Date,
) {
  const from = deps.keys.objectionIndexes(former)
  const to = { ...deps.keys.objectionIndex(current), at }
  await copyObjections(transaction, from, to)
  await copyAgreements(transaction, from, to)

  const indexes = deps.keys.objectionIndexes(current)
  const objections = await listObjections(transaction, indexes, at)
  const agreements = await listAgreements(transaction, indexes, at)
  const before = await findSignals(transaction, deps.keys.traceIndexes(former))
  const since = await findSignals(transaction, deps.keys.traceIndexes(current))
  const signals = new Map<string, TracedSignal>(
    [...before, ...since].map(signal => [signal.id, signal]),
  )
  const forbidden = [...signals.values()].filter(signal =>
    objections.some(({ right, agency, lodgedAt }) =>
      forbids(
        {
          ...(right === null ? {} : { right }),
          ...(agency === null ? {} : { agency }),
          lodgedAt,
        },
        signal,
        agreements,
      ),
    ),
  )
  const restricted = await restrictBoth(deps, transaction, { former, current }, at)
  const act = { identifier: current, reason: 'objection', at } as const
  return [...restricted, ...(await stopById(deps, transaction, forbidden, act))]
}

/**
 * What was restricted under either number is under both: their signals are given to nobody, and
 * who has one is told, of what was restricted last.
 */
async function restrictBoth(
  deps: ConsentDeps,
  transaction: Transaction,
  { former, current }: Numbers,
  at: Date,
): Promise<readonly Trace[]> {
  const indexes = [former, current].flatMap(each => deps.keys.objectionIndexes(each))
  const restrictions = await listRestrictions(transaction, indexes, at)
  const last = restrictions.at(-1)
  if (last === undefined) return []
  const under = [former, current].map(each => deps.keys.objectionIndex(each))
  for (const each of restrictions) await insertRestrictions(transaction, each, under)
  const waiting = [former, current].flatMap(each => deps.keys.signalIndexes(each))
  await restrictKeys(transaction, waiting, true)
  return tellReceivers(deps, transaction, [current, former], { ground: last.ground, at })
}

/**
 * So that what is said under the former number later reaches the current one, for as long as an
 * objection may be kept; and that access under the current one finds what was done under the
 * former.
 */
async function keepSuccession(
  deps: ConsentDeps,
  transaction: Transaction,
  told: Numbers & { readonly id: string; readonly at: Date },
): Promise<void> {
  const { former, current, id, at } = told
  const back = deps.newId(at.getTime())
  const both = [
    { id, kind: 'successor', of: former, is: current },
    { id: back, kind: 'predecessor', of: current, is: former },
  ] as const
  const profile = law[profileOf(current)]
  const lapsesAt = addMonths(at, profile.objectionKeptMonthsMax.value)
  for (const { id, kind, of, is } of both) {
    const { index, label } = deps.keys.objectionIndex(of)
    const key = deps.keys.successorKey(label)
    if (key === undefined) throw new Error('the generation that is written under has its key')
    const { scheme, value } = is
    const other = sealAtRest(key, Buffer.from(JSON.stringify({ scheme, value })), id)
    const row = { id, kind, subjectIndex: index, indexKey: label, other, toldAt: at, lapsesAt }
    await insertSuccession(transaction, row)
  }
}
