import { articlesIn, type LawRule, law } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import type { DeskDeps } from '../deps.ts'
import { endsAt } from '../domain/clocks.ts'
import { limits } from '../limits.ts'
import { type Erasure, recordErasures } from '../repositories/erasures.ts'
import { deleteHoldsBefore } from '../repositories/holds.ts'
import { deleteKeysBefore } from '../repositories/idempotency.ts'
import {
  deleteEventsBefore,
  deleteFaultsBefore,
  deleteRecallsBefore,
  deleteRowsBefore,
} from '../repositories/old-rows.ts'
import { deleteTallyBefore } from '../repositories/tally.ts'
import { dropTraceMonths, forgetOpenings, forgetTraces } from '../repositories/traces.ts'

const dayMs = 86_400_000

/** Deletes some rows, at most so many of each table; answers how many and, of signals, which. */
type Sweep = (sql: Transaction, max: number) => Promise<{ count: number; signalIds?: string[] }>

/**
 * Deletes what has stood its time and holds nothing of a person any more: rows left of cases,
 * recalls, faults, keys of calls. Each clock in transactions of a bounded size, each written into
 * the erasure journal.
 */
export function eraseRows(deps: DeskDeps) {
  return async (): Promise<void> => {
    const now = deps.now()
    const { country } = deps.calendar
    const ends = endsAt(country, now)
    const oldestKey = new Date(now.getTime() - limits.idempotencyDays * dayMs)
    const row = (rule: LawRule) => ({ class: 'signal-row', rule }) as const
    await sweep(deps, now, row('trace-kept'), async (sql, max) =>
      counted(await deleteRowsBefore(sql, ends.row, max)),
    )
    await sweep(deps, now, row('signal-kept'), async (sql, max) =>
      counted(await deleteRecallsBefore(sql, ends.recall, max)),
    )
    await sweep(deps, now, row('technical-logs'), async (sql, max) => ({
      count: await deleteFaultsBefore(sql, ends.log, max),
    }))
    await sweep(deps, now, row('trace-kept'), async (sql, max) => ({
      count: await deleteEventsBefore(sql, ends.row, max),
    }))
    const months = law[country].traceKeptMonths.value
    await sweep(deps, now, { class: 'trace', rule: 'trace-kept' }, async (sql, max) => ({
      count: await forgetTraces(sql, now, months, max),
    }))
    await sweep(deps, now, { class: 'second-opening', rule: 'signal-kept' }, async (sql, max) => ({
      count: await forgetOpenings(sql, now, ends.recall, max),
    }))
    await sweep(deps, now, row('trace-kept'), async (sql, max) => ({
      count: await deleteHoldsBefore(sql, ends.row, max),
    }))
    await inTransaction(deps.sql, { name: 'drop-months' }, sql => dropTraceMonths(sql, now, months))
    await sweep(deps, now, row('trace-kept'), async (sql, max) => ({
      count: await deleteTallyBefore(sql, ends.row, max),
    }))
    const keys = { class: 'idempotency', rule: 'technical-logs' } as const
    await sweep(deps, now, keys, async (sql, max) => ({
      count: await deleteKeysBefore(sql, oldestKey, max),
    }))
    deps.keys.destroyIdempotencyBefore(oldestKey.toISOString().slice(0, 10))
  }
}

async function sweep(
  deps: DeskDeps,
  at: Date,
  what: { class: Erasure['class']; rule: LawRule },
  some: Sweep,
): Promise<void> {
  const article = articlesIn(deps.calendar.country, what.rule)
  for (;;) {
    const swept = await inTransaction(deps.sql, { name: 'sweep-rows' }, async transaction => {
      const gone = await some(transaction, limits.sweepRowsMax)
      if (gone.count > 0) {
        const entry = { class: what.class, reason: 'expiry', at, article, ...gone } as const
        await recordErasures(deps, transaction, [entry])
      }
      return gone.count
    })
    if (swept === 0) return
  }
}

function counted(signalIds: string[]): { count: number; signalIds: string[] } {
  return { count: signalIds.length, signalIds }
}
