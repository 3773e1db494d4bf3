import { articlesIn, type LawRule, law } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import { idempotencyDue } from '@unefois/retention'
import type { DeskDeps } from '../deps.ts'
import { endsAt } from '../domain/clocks.ts'
import { limits } from '../limits.ts'
import { type Erasure, recordErasures } from '../repositories/erasures.ts'
import { deleteKeysBefore } from '../repositories/idempotency.ts'
import {
  deleteEventsBefore,
  deleteFaultsBefore,
  deleteRecallsBefore,
  deleteRowsBefore,
} from '../repositories/old-rows.ts'
import { deleteTallyBefore } from '../repositories/tally.ts'
import { expireTraces, forgetOpenings } from '../repositories/traces.ts'

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
    const under = (kind: Erasure['class'], rule: LawRule) => ({
      class: kind,
      article: articlesIn(country, rule),
    })
    const row = (rule: LawRule) => under('signal-row', rule)
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
    await sweep(deps, now, under('trace', 'trace-kept'), async (sql, max) => ({
      count: await expireTraces(sql, now, months, max),
    }))
    await sweep(deps, now, under('second-opening', 'signal-kept'), async (sql, max) => ({
      count: await forgetOpenings(sql, now, ends.recall, max),
    }))
    await sweep(deps, now, row('trace-kept'), async (sql, max) => ({
      count: await deleteTallyBefore(sql, ends.row, max),
    }))
    const day = oldestKey.toISOString().slice(0, 10)
    const keys = { class: 'idempotency', article: idempotencyDue(day).article } as const
    await sweep(deps, now, keys, async (sql, max) => ({
      count: await deleteKeysBefore(sql, oldestKey, max),
    }))
    deps.keys.destroyIdempotencyBefore(day)
  }
}

async function sweep(
  deps: DeskDeps,
  at: Date,
  what: Pick<Erasure, 'class' | 'article'>,
  some: Sweep,
): Promise<void> {
  for (;;) {
    const swept = await inTransaction(deps.sql, { name: 'sweep-rows' }, async transaction => {
      const gone = await some(transaction, limits.sweepRowsMax)
      if (gone.count > 0) {
        const entry = { ...what, reason: 'expiry', at, ...gone } as const
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
