import { type Bus, type Publication, publishMany, recallSubject, signalSubject } from '@unefois/bus'
import type { Recall } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { limits } from '../limits.ts'
import {
  markRecallsPublished,
  markSignalsPublished,
  takeWaitingRecalls,
  takeWaitingSignals,
  type WaitingRecall,
  type WaitingSignal,
} from '../repositories/outbox.ts'

export interface RelayDependencies {
  readonly relaySql: Database
  readonly bus: Bus
  readonly nowMs: () => number
}

/** A message whose commit this process has just seen. */
export type OfferedMessage = WaitingSignal

/** How much was published, and how much the bus did not take and so still waits. */
export interface Relayed {
  readonly published: number
  readonly refused: number
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
      const taken = await publish(deps.bus, offered, signalMessage)
      for (const row of taken) published.push(row.signalId)
      return { published: taken.length, refused: offered.length - taken.length }
    },
    /** What could not be noted is published again: it waits in Postgres still. */
    async markOffered(): Promise<void> {
      const ids = published.sort()
      published = []
      if (ids.length > 0) await markSignalsPublished(deps.relaySql, ids, new Date(deps.nowMs()))
    },
  }
}

/**
 * Publishes what waits in Postgres: recalls, and signals that nobody holds in memory because their
 * gateway ended, the bus refused them, or the store was lost. Rows stay locked meanwhile, so two
 * gateways share the work.
 */
export function relayWaiting(deps: RelayDependencies & { graceMs: number }) {
  return async (): Promise<Relayed> => {
    const recalls = await inTransaction(deps.relaySql, { name: 'relay-recalls' }, async sql => {
      const rows = await takeWaitingRecalls(sql, limits.relayBatchMax)
      const taken = await publish(deps.bus, rows, recallMessage)
      const ids = taken.map(row => row.id)
      if (ids.length > 0) await markRecallsPublished(sql, ids, new Date(deps.nowMs()))
      return { published: taken.length, refused: rows.length - taken.length }
    })
    const signals = await inTransaction(deps.relaySql, { name: 'relay-signals' }, async sql => {
      const before = new Date(deps.nowMs() - deps.graceMs)
      const rows = await takeWaitingSignals(sql, before, limits.relayBatchMax)
      const taken = await publish(deps.bus, rows, signalMessage)
      const ids = taken.map(row => row.signalId)
      if (ids.length > 0) await markSignalsPublished(sql, ids, new Date(deps.nowMs()))
      return { published: taken.length, refused: rows.length - taken.length }
    })
    return {
      published: recalls.published + signals.published,
      refused: recalls.refused + signals.refused,
    }
  }
}

/** Publishes all and answers those that the bus has: a message that waits there already counts. */
async function publish<Row>(
  bus: Bus,
  rows: readonly Row[],
  toMessage: (row: Row) => Publication,
): Promise<Row[]> {
  if (rows.length === 0) return []
  const results = await publishMany(bus, rows.map(toMessage))
  return rows.filter((_, n) => {
    const result = results[n]
    return result !== undefined && (result.ok || result.reason === 'waiting')
  })
}

function signalMessage(row: WaitingSignal): Publication {
  return {
    subject: signalSubject(row.receiver, row.signalId),
    messageId: row.id,
    payload: row.message,
  }
}

function recallMessage(row: WaitingRecall): Publication {
  const message: Recall = {
    specversion: '1.0',
    id: row.id,
    source: 'urn:unefois:hub',
    type: 'eu.unefois.recall.v1',
    time: row.createdAt.toISOString(),
    datacontenttype: 'application/json',
    dataschema: 'urn:unefois:contracts:recall.v1',
    data: {
      recallId: row.id,
      signalId: row.signalId,
      reason: row.reason as Recall['data']['reason'],
    },
  }
  return {
    subject: recallSubject(row.receiver, row.signalId),
    messageId: row.id,
    payload: Buffer.from(JSON.stringify(message)),
  }
}
