import type { RestrictionOrder } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import { restrictionAppliedEvent } from '../case-events.ts'
import type { DeskDeps } from '../deps.ts'
import { lockFamilies } from '../repositories/cases.ts'
import { appendEvents } from '../repositories/outbox.ts'
import { lockSignals } from '../repositories/received-cases.ts'
import {
  applyOrders,
  insertOrders,
  type RestrictionTold,
} from '../repositories/restriction-orders.ts'
import { appendTraces } from '../repositories/traces.ts'
import { traceOf } from '../traces.ts'
import { storeTogether, type Verdict } from '../verdict.ts'

export interface RestrictionDeps extends DeskDeps {
  readonly onRestricted?: (orders: number) => void
}

/**
 * Takes what the hub tells of restrictions lodged there (GDPR art. 19): each is remembered by its
 * signal, whose case is frozen or free from then on, or as soon as it is stored, and answered with
 * its receipt. All in one transaction. One that comes again is answered again, under the same event
 * id; one that comes after a later one changes nothing.
 */
export function applyRestrictions(deps: RestrictionDeps) {
  return (orders: readonly RestrictionOrder[]): Promise<Verdict[]> =>
    storeTogether(orders, group => apply(deps, group))
}

async function apply(deps: RestrictionDeps, messages: readonly RestrictionOrder[]): Promise<void> {
  const now = deps.now()
  const orders = messages.map(
    ({ data: { orderId, signalId, ground, at } }): RestrictionTold => ({
      orderId,
      signalId,
      ground,
      orderedAt: at,
      receiptEvent: deps.newId(now),
    }),
  )
  await inTransaction(deps.sql, { name: 'apply-restrictions' }, async transaction => {
    const ids = [...new Set(orders.map(order => order.signalId))].sort()
    await lockSignals(transaction, ids)
    const receipts = await insertOrders(transaction, orders, now)
    const cases = new Map((await lockFamilies(transaction, ids)).map(each => [each.id, each]))
    await applyOrders(transaction, ids)
    const known = new Map(orders.map(order => [order.orderId, order]))
    const answered = [...known.values()].flatMap(order => {
      const receipt = receipts.get(order.orderId)
      return receipt === undefined ? [] : [{ ...order, ...receipt }]
    })
    await appendTraces(
      transaction,
      answered.filter(each => each.isNew).map(each => traceOrder(deps, each, cases, now)),
    )
    await appendEvents(
      transaction,
      answered.map(each => restrictionAppliedEvent(each.receiptEvent, each, each.at)),
    )
  })
  deps.onCommitted()
  deps.onRestricted?.(messages.length)
}

/** By the desk itself: an adviser's own restriction names its agent. */
function traceOrder(
  deps: DeskDeps,
  { ground, orderId, signalId }: RestrictionTold,
  cases: ReadonlyMap<string, { readonly sender: string; readonly agreementHash: string }>,
  at: Date,
) {
  const { sender, agreementHash } = cases.get(signalId) ?? {}
  return traceOf(deps, {
    operation: ground === undefined ? 'case-unrestrict' : 'case-restrict',
    at,
    signalId,
    sender,
    ...(agreementHash === undefined ? {} : { agreementHash }),
    detail: { order: orderId, ...(ground === undefined ? {} : { ground }) },
  })
}
