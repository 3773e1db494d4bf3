import { articlesOf } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { addMonths, signalMonthDue, startOfMonth } from '@unefois/retention'
import { profiles } from '../domain/erasing-outcomes.ts'
import { limits } from '../limits.ts'
import { recordErasures } from '../repositories/erasures.ts'
import {
  deleteRecalls,
  dropMonth,
  dropPart,
  findHeldBetween,
  listMonths,
  monthlyTables,
} from '../repositories/months.ts'

/**
 * Drops the months whose oldest signal reaches its term (CRPA R.114-9-7, al. 2), with all that was
 * reported and told of them; what a legal hold keeps is copied out first. Journalled. Nothing is
 * deleted row by row but recalls, by their index.
 *
 * @returns how many signals went with how many months.
 * @throws when callers keep a table locked: what is left is dropped the next time.
 */
export function dropMonths(deps: {
  readonly retentionSql: Database
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}) {
  const isOver = (month: string, nowMs: number) =>
    signalMonthDue(profiles, month).dueAt.getTime() <= nowMs

  async function dropSignals(month: string, nowMs: number): Promise<number | null> {
    const at = new Date(nowMs)
    const from = startOfMonth(month)
    return inTransaction(deps.retentionSql, { name: 'drop-month' }, async transaction => {
      const range = { from, before: addMonths(from, 1) }
      const held = await findHeldBetween(transaction, range, at)
      const signals = await dropMonth(transaction, month, {
        held,
        at,
        lockMsMax: limits.dropLockMsMax,
      })
      if (signals === null || signals === 0) return signals
      await recordErasures(transaction, [
        {
          id: deps.newId(nowMs),
          at: at.toISOString(),
          class: 'signal-row',
          reason: 'expiry',
          article: articlesOf('signal-kept'),
          partition: `signal_${month.replace('-', '_')}`,
          count: signals - held.length,
        },
      ])
      return signals
    })
  }
  async function dropBesides(table: string, nowMs: number, gone: (month: string) => boolean) {
    for (const month of await listMonths(deps.retentionSql, table)) {
      if (!isOver(month, nowMs) || !gone(month)) continue
      await inTransaction(deps.retentionSql, { name: `drop-${table}` }, transaction =>
        dropPart(transaction, table, {
          month,
          at: new Date(nowMs),
          lockMsMax: limits.dropLockMsMax,
        }),
      )
    }
  }
  return async (): Promise<{ months: number; signals: number }> => {
    const nowMs = deps.nowMs()
    let [months, signals] = [0, 0]
    for (const month of await listMonths(deps.retentionSql, 'signal')) {
      if (!isOver(month, nowMs)) break
      const dropped = await dropSignals(month, nowMs)
      if (dropped === null) continue
      months += 1
      signals += dropped
    }
    const left = new Set(await listMonths(deps.retentionSql, 'signal'))
    for (const table of monthlyTables) {
      await dropBesides(table, nowMs, month => !left.has(month))
    }
    const [oldest] = left
    if (oldest !== undefined) await forgetRecalls(deps.retentionSql, startOfMonth(oldest))
    return { months, signals }
  }
}

async function forgetRecalls(sql: Database, before: Date): Promise<void> {
  for (let gone: number = limits.deleteRowsMax; gone === limits.deleteRowsMax; ) {
    gone = await deleteRecalls(sql, before, limits.deleteRowsMax)
  }
}
