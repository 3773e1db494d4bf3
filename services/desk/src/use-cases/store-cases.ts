import type { DeliveredSignal } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { receivedEvent } from '../case-events.ts'
import type { DeskDeps } from '../deps.ts'
import { dayOf } from '../domain/calendar.ts'
import { lastDayOf } from '../domain/clocks.ts'
import { takeUpDeadlines } from '../domain/deadlines.ts'
import { type HeldKeks, openKeks } from '../keks.ts'
import { lockStoring } from '../repositories/keks.ts'
import { appendEvents } from '../repositories/outbox.ts'
import {
  findKnown,
  findTombstones,
  insertCases,
  type LiveCase,
  lockLiveCases,
  lockSignals,
  type NewCase,
} from '../repositories/received-cases.ts'
import { applyOrders } from '../repositories/restriction-orders.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'

/** A signal whose person the desk now knows. In memory only. */
export interface OpenedSignal {
  readonly signal: DeliveredSignal
  readonly identifier: Identifier
}

/** A case with the index of its person under every key under which a live case may be held. */
type PreparedCase = NewCase & { readonly indexes: readonly Buffer[] }

/**
 * Stores opened signals as cases in one transaction: locks first, what is known and what was
 * recalled second, so that a recall that came meanwhile is seen. A second signal about the same
 * person and right joins the live case. Case, report to the hub and trace commit together.
 */
export function storeCases(deps: DeskDeps) {
  return async (opened: readonly OpenedSignal[]): Promise<{ stored: number; joined: number }> => {
    const now = deps.now()
    const receivedOn = dayOf(deps.calendar.country, now)
    const deadlines = takeUpOf(deps, receivedOn)
    const signals = distinct(opened)
    const ids = signals.map(each => each.signal.data.envelope.id)
    const cases = await inTransaction(deps.sql, { name: 'store-cases' }, async transaction => {
      await lockStoring(transaction)
      const keks = await openKeks(deps, transaction, now)
      const prepared = signals.map(each =>
        prepare(deps, each, {
          now,
          keks,
          deadlines: deadlines(each.signal.data.envelope.agreementHash),
        }),
      )
      const [, known, tombstones, live] = await Promise.all([
        lockSignals(transaction, ids),
        findKnown(transaction, ids),
        findTombstones(transaction, ids),
        lockLiveCases(
          transaction,
          prepared.flatMap(each => each.indexes),
        ),
      ])
      const refused = new Set([...known.map(each => each.id), ...tombstones])
      const fresh = prepared.filter(each => !refused.has(each.envelope.id))
      const joined = joinDuplicates(fresh, live, now)
      if (joined.length > 0) await write(deps, transaction, joined, now)
      return joined
    })
    deps.onCommitted()
    const joined = cases.filter(each => each.joinedTo !== undefined).length
    return { stored: cases.length, joined }
  }
}

async function write(
  deps: DeskDeps,
  transaction: Transaction,
  cases: readonly NewCase[],
  now: Date,
): Promise<void> {
  const events = cases.flatMap(({ envelope, receivedEvent: id, takenChargeAt }) => {
    const received = receivedEvent(id, envelope.id, now)
    if (takenChargeAt === undefined) return [received]
    return [received, { ...received, id: deps.newId(now), type: 'taken-charge' as const }]
  })
  const traces = cases.map(({ envelope, joinedTo }) =>
    traceOf(deps, {
      operation: joinedTo === undefined ? 'case-receive' : 'case-join',
      at: now,
      signalId: envelope.id,
      sender: envelope.sender,
      agreementHash: envelope.agreementHash,
      ...(joinedTo === undefined ? {} : { detail: { case: joinedTo } }),
    }),
  )
  await Promise.all([
    insertCases(transaction, cases, now),
    appendEvents(transaction, events),
    appendTraces(transaction, traces),
  ])
  await applyOrders(
    transaction,
    cases.map(each => each.envelope.id),
  )
}

/**
 * The take-up deadlines of each agreement, computed once for a batch. Where one is not
 * known here yet, the desk's own settings count.
 */
function takeUpOf(deps: DeskDeps, receivedOn: string) {
  const known = new Map<string, Pick<NewCase, 'remindOn' | 'takeUpBy'>>()
  return (agreementHash: string) => {
    const before = known.get(agreementHash)
    if (before !== undefined) return before
    const agreed = deps.agreements.findDeadlines(agreementHash) ?? deps.deadlines
    const days = takeUpDeadlines(deps.calendar, receivedOn, agreed)
    known.set(agreementHash, days)
    return days
  }
}

/** A signal delivered twice in one batch is one signal. */
function distinct(opened: readonly OpenedSignal[]): OpenedSignal[] {
  return [...new Map(opened.map(each => [each.signal.data.envelope.id, each])).values()]
}

function prepare(
  deps: DeskDeps,
  { signal, identifier }: OpenedSignal,
  given: { now: Date; keks: HeldKeks; deadlines: Pick<NewCase, 'remindOn' | 'takeUpBy'> },
): PreparedCase {
  const { envelope: delivered } = signal.data
  const expiresOn = lastDayOf(deps.calendar.country, delivered)
  const envelope = { ...delivered, expiresOn }
  const { now, keks, deadlines } = given
  const subject = deps.keys.sealSubject(keks.current, identifier, envelope.id)
  return {
    envelope,
    subject,
    indexes: [subject.index, ...keks.former.map(kek => deps.keys.indexSubject(kek, identifier))],
    joinedTo: undefined,
    takenChargeAt: undefined,
    receivedEvent: deps.newId(now),
    ...deadlines,
  }
}

/** Joins each to the live case of its person and right: maybe an earlier one of the batch. */
function joinDuplicates(
  fresh: readonly PreparedCase[],
  live: readonly LiveCase[],
  now: Date,
): NewCase[] {
  const nameOf = (index: Buffer, right: string) => `${index.toString('base64')}|${right}`
  const found = new Map(
    live.map(each => [
      nameOf(each.index, each.right),
      { id: each.id, isTaken: each.takenChargeAt !== null },
    ]),
  )
  return fresh.map(each => {
    const names = each.indexes.map(index => nameOf(index, each.envelope.right))
    const first = names.map(name => found.get(name)).find(known => known !== undefined)
    if (first === undefined) {
      found.set(nameOf(each.subject.index, each.envelope.right), {
        id: each.envelope.id,
        isTaken: false,
      })
      return each
    }
    return { ...each, joinedTo: first.id, takenChargeAt: first.isTaken ? now : undefined }
  })
}
