import { law } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { hourMs, signalMonthDue } from '@unefois/retention'
import { type KeyStore, overdueKeks } from '@unefois/sealing'
import { profiles } from '../domain/erasing-outcomes.ts'
import { countOrdersBefore } from '../repositories/erasure-orders.ts'
import { listMonths } from '../repositories/months.ts'
import { countOverdueRecalls } from '../repositories/recalls.ts'

const alarmHours = Math.min(...profiles.map(each => law[each].erasureAlarmHours.value))

/** What should have been gone by now. Any figure above zero is an alarm for the operator. */
export interface Overdue {
  /** Recalls that a desk has not answered with a receipt an hour after they were made. */
  readonly recalls: number
  /** Key-encryption keys older than 48 hours: backups then hold what they open. */
  readonly keks: number
  /** Messages whose erasure was ordered an hour ago: the bus does not answer. */
  readonly messages: number
  /** Months of signals whose drop was due an hour ago: callers keep the table. */
  readonly months: number
}

/** Counts the promises of erasure whose time has passed. */
export function findOverdue(deps: {
  readonly retentionSql: Database
  readonly store: KeyStore
  readonly nowMs: () => number
}) {
  return async (): Promise<Overdue> => {
    const nowMs = deps.nowMs()
    const hourAgo = new Date(nowMs - alarmHours * hourMs)
    return {
      recalls: await countOverdueRecalls(deps.retentionSql, new Date(nowMs)),
      keks: overdueKeks(deps.store, nowMs).length,
      messages: await countOrdersBefore(deps.retentionSql, hourAgo),
      months: (await listMonths(deps.retentionSql, 'signal')).filter(
        month => signalMonthDue(profiles, month).dueAt <= hourAgo,
      ).length,
    }
  }
}
