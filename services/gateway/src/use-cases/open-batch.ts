import { timingSafeEqual } from 'node:crypto'
import type { SignalBatch, SignalBatchCreated } from '@unefois/contracts'
import { type Database, inTransaction, type Transaction } from '@unefois/database'
import { fingerprint, jcs } from '@unefois/sealing'
import { dayOf } from '../domain/month.ts'
import { problems } from '../errors.ts'
import type { HubKeys } from '../hub-keys.ts'
import { limits } from '../limits.ts'
import {
  type BatchRow,
  countLiveBatches,
  findBatchOfKey,
  insertBatch,
  type NewBatch,
} from '../repositories/batches.ts'
import type { Sender } from './prepare-signal.ts'

const dayMs = 86_400_000

export interface OpenBatchDependencies {
  readonly agencySql: Database
  readonly keys: HubKeys
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
  readonly onOpened: (batch: string, agency: string) => void
}

/**
 * Opens a batch, or finds the one that the same key and body opened.
 * @throws Problem 409 for a key used with another body, 429 when too many live.
 */
export function openBatch(deps: OpenBatchDependencies) {
  return async (sender: Sender, key: string, body: SignalBatch): Promise<SignalBatchCreated> => {
    const nowMs = deps.nowMs()
    const day = dayOf(nowMs)
    const batch: NewBatch = {
      id: deps.newId(nowMs),
      key,
      fingerprintDay: day,
      fingerprint: fingerprint(deps.keys.idempotency(nowMs).key, jcs(body)),
      campaign: body.campaign ?? null,
      lines: body.lines ?? null,
      createdAt: new Date(nowMs),
      expiresAt: new Date(nowMs + limits.batchDays * dayMs),
    }
    const scope = { name: 'open-batch', agency: sender.agency }
    const row = await inTransaction(deps.agencySql, scope, transaction =>
      openOrFind(transaction, sender.agency, batch),
    )
    if (row.id === batch.id) deps.onOpened(batch.id, sender.agency)
    else checkSameBody(deps.keys, row, body)
    const { createdAt, expiresAt } = row
    return {
      id: row.id,
      createdAt: createdAt.toISOString(),
      expiresAt: expiresAt.toISOString(),
    }
  }
}

async function openOrFind(
  transaction: Transaction,
  agency: string,
  batch: NewBatch,
): Promise<NewBatch> {
  const earlier = await findBatchOfKey(transaction, agency, batch.key)
  if (earlier !== undefined) return earlier
  const live = await countLiveBatches(transaction, agency, batch.createdAt)
  if (live >= limits.batchesPerAgencyMax) {
    throw problems['batches-open']({ retryAfterSec: limits.batchesRetryAfterSec })
  }
  if ((await insertBatch(transaction, agency, batch)) !== undefined) return batch
  // Another request with the key committed while this one waited for it.
  const first = await findBatchOfKey(transaction, agency, batch.key)
  if (first === undefined) throw new Error('the key was taken by a batch')
  return first
}

function checkSameBody(
  keys: HubKeys,
  row: Pick<BatchRow, 'id' | 'fingerprintDay' | 'fingerprint'>,
  body: SignalBatch,
): void {
  const dayKey = keys.idempotencyOfDay(row.fingerprintDay)
  const same =
    dayKey !== undefined && timingSafeEqual(fingerprint(dayKey.key, jcs(body)), row.fingerprint)
  if (!same) throw problems['idempotency-key-reused']({ extra: { original: row.id } })
}
