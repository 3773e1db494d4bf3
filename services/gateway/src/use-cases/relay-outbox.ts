import { type Bus, type Publication, publishMany, recallSubject, signalSubject } from '@unefois/bus'
import type { Recall } from '@unefois/contracts'
import { type Database, inTransaction, type Transaction } from '@unefois/database'
import { limits } from '../limits.ts'
import {
  markRecallsPublished,
  markSignalsPublished,
  takeWaitingRecalls,
  takeWaitingSignals,
  type WaitingRecall,
} from '../repositories/outbox.ts'

export interface RelayDependencies {
  readonly relaySql: Database
  readonly bus: Bus
  readonly nowMs: () => number
}

/**
 * Moves one batch from Postgres to JetStream: recalls first, then signals. Rows stay locked while
 * they are published, so two gateways share the work; what the bus did not take stays waiting.
 * Answers how many were published and whether the bus refused any.
 */
export function relayOutbox(deps: RelayDependencies) {
  return async (): Promise<{ published: number; refused: number }> => {
    const recalls = await relay(
      deps,
      'relay-recalls',
      takeWaitingRecalls,
      recallMessage,
      markRecalls,
    )
    const signals = await relay(
      deps,
      'relay-signals',
      takeWaitingSignals,
      row => ({
        subject: signalSubject(row.receiver, row.signalId),
        messageId: row.id,
        payload: row.message,
      }),
      (transaction, rows, at) =>
        markSignalsPublished(
          transaction,
          rows.map(row => row.signalId),
          at,
        ),
    )
    return {
      published: recalls.published + signals.published,
      refused: recalls.refused + signals.refused,
    }
  }
}

async function relay<Row>(
  deps: RelayDependencies,
  name: string,
  take: (transaction: Transaction, limit: number) => Promise<Row[]>,
  toMessage: (row: Row) => Publication,
  mark: (transaction: Transaction, rows: readonly Row[], at: Date) => Promise<void>,
): Promise<{ published: number; refused: number }> {
  return inTransaction(deps.relaySql, { name }, async transaction => {
    const rows = await take(transaction, limits.relayBatchMax)
    if (rows.length === 0) return { published: 0, refused: 0 }
    const results = await publishMany(deps.bus, rows.map(toMessage))
    // A message that waits there already is as good as published.
    const taken = rows.filter((_, n) => {
      const result = results[n]
      return result !== undefined && (result.ok || result.reason === 'waiting')
    })
    if (taken.length > 0) await mark(transaction, taken, new Date(deps.nowMs()))
    return { published: taken.length, refused: rows.length - taken.length }
  })
}

async function markRecalls(
  transaction: Transaction,
  rows: readonly WaitingRecall[],
  at: Date,
): Promise<void> {
  await markRecallsPublished(
    transaction,
    rows.map(row => row.id),
    at,
  )
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
