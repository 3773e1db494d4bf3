import {
  type Bus,
  decoySubject,
  eraseMessage,
  type Publication,
  publishMany,
  signalSubject,
} from '@unefois/bus'
import { type Database, inTransaction } from '@unefois/database'
import { limits } from '../limits.ts'
import { recallMessage } from '../recall-message.ts'
import type { ReceiversAside } from '../receivers-aside.ts'
import {
  markRecallsPublished,
  markSignalsPublished,
  type Taken,
  takeWaitingRecalls,
  takeWaitingSignals,
  type WaitingSignal,
} from '../repositories/outbox.ts'

export interface RelayDependencies {
  readonly relaySql: Database
  readonly bus: Bus
  readonly nowMs: () => number
  readonly aside: ReceiversAside
}

/**
 * A message whose commit this process has just seen. A decoy stands for a void signal: it is
 * published where nobody reads, and its row is noted as published like any other.
 */
export interface OfferedMessage extends WaitingSignal {
  readonly decoy?: true
}

/** How much was published, and how much the bus did not take and so still waits. */
export interface Relayed {
  readonly published: number
  readonly refused: number
}

/** `more`: a receiver that took all its share may have more waiting. */
export interface Swept extends Relayed {
  readonly more: boolean
}

/**
 * `relayOffered` publishes what this process has just committed; `markOffered` notes it later, off
 * the signals' way, when most rows are gone because their desk has reported. Nothing is locked:
 * were another relay to publish the same row, or this process to end before it has noted it, the
 * bus would know the message id.
 */
export function relayOffered(deps: RelayDependencies) {
  let published: string[] = []
  return {
    async relayOffered(offered: readonly OfferedMessage[]): Promise<Relayed> {
      const rows = offered.filter(row => !deps.aside.isFull(row.receiver))
      const taken = await publish(deps, rows, offeredMessage)
      for (const row of taken) published.push(row.signalId)
      return { published: taken.length, refused: rows.length - taken.length }
    },
    /** What could not be noted is published again: it waits in Postgres still. */
    async markOffered(): Promise<void> {
      const ids = published.sort()
      published = []
      if (ids.length > 0) {
        const at = new Date(deps.nowMs())
        await markSignalsPublished(deps.relaySql, ids, { at, first: true })
      }
    },
  }
}

/**
 * Publishes what waits in Postgres: recalls, and signals that nobody holds in memory because their
 * gateway ended, the bus refused them, or the store was lost. What was accepted in the last
 * `heldMs` is left to this process, which holds it: published from here, it would be sent twice.
 * Rows stay locked meanwhile, so two gateways share the work; and each receiver has its own share
 * of a turn, so that one whose stream refuses, or who has very many, holds up no other.
 */
export function relayWaiting(deps: RelayDependencies & { graceMs: number }) {
  return async (heldMs = 0): Promise<Swept> => {
    const recalls = await inTransaction(deps.relaySql, { name: 'relay-recalls' }, async sql => {
      const without = deps.aside.list()
      const waiting = await takeWaitingRecalls(sql, { limit: limits.relayBatchMax, without })
      const taken = await publish(deps, waiting.rows, recallMessage)
      const ids = taken.map(row => row.id)
      if (ids.length > 0) await markRecallsPublished(sql, ids, new Date(deps.nowMs()))
      return countSwept(waiting, taken)
    })
    const signals = await inTransaction(deps.relaySql, { name: 'relay-signals' }, async sql => {
      const before = new Date(deps.nowMs() - heldMs - deps.graceMs)
      const without = [...deps.aside.list(), ...deps.aside.listFull()]
      const waiting = await takeWaitingSignals(sql, before, {
        limit: limits.relayBatchMax,
        without,
      })
      await eraseFirst(deps.bus, waiting.rows)
      const taken = await publish(deps, waiting.rows, signalMessage)
      const ids = taken.map(row => row.signalId).sort()
      const at = new Date(deps.nowMs())
      if (ids.length > 0) await markSignalsPublished(sql, ids, { at, first: false })
      return countSwept(waiting, taken)
    })
    return {
      published: recalls.published + signals.published,
      refused: recalls.refused + signals.refused,
      more: recalls.more || signals.more,
    }
  }
}

/** The first message of what is sent again would refuse the second while it waits. */
async function eraseFirst(bus: Bus, rows: readonly WaitingSignal[]): Promise<void> {
  const resent = rows.filter(row => row.resent === true)
  await Promise.all(
    resent.map(({ receiver, signalId }) =>
      eraseMessage(bus, receiver, signalSubject(receiver, signalId)),
    ),
  )
}

function countSwept<Row extends { receiver: string }>(
  { rows, share }: Taken<Row>,
  taken: readonly Row[],
): Swept {
  const each = new Map<string, number>()
  for (const { receiver } of taken) each.set(receiver, (each.get(receiver) ?? 0) + 1)
  return {
    published: taken.length,
    refused: rows.length - taken.length,
    more: [...each.values()].some(count => count >= share),
  }
}

/** Publishes all and answers those that the bus has: a message that waits there already counts. */
async function publish<Row extends { receiver: string; decoy?: true }>(
  deps: RelayDependencies,
  rows: readonly Row[],
  toMessage: (row: Row) => Publication,
): Promise<Row[]> {
  if (rows.length === 0) return []
  const results = await publishMany(deps.bus, rows.map(toMessage))
  return rows.filter(({ receiver, decoy }, n) => {
    const result = results[n]
    const has = result !== undefined && (result.ok || result.reason === 'waiting')
    if (!has && decoy === undefined) deps.aside.refused(receiver)
    return has
  })
}

function offeredMessage(row: OfferedMessage): Publication {
  const message = signalMessage(row)
  return row.decoy === true ? { ...message, subject: decoySubject(row.id) } : message
}

function signalMessage(row: WaitingSignal): Publication {
  return {
    subject: signalSubject(row.receiver, row.signalId),
    messageId: row.id,
    payload: row.message,
  }
}
