import { articlesIn, type Deletions, type LawRule, law } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import {
  addMonths,
  idempotencyDue,
  retentionLimits,
  signalMonthDue,
  startOfMonth,
  traceMonthDue,
} from '@unefois/retention'
import type { DeskDeps } from '../deps.ts'
import { limits } from '../limits.ts'
import {
  type Counted,
  countAnswers,
  countCasesDue,
  countCertificates,
  countDone,
  countFaults,
  countKeks,
  countOpenings,
  countRecalls,
  countRowsLeft,
  countTraces,
} from '../repositories/deletions.ts'

type Due = Deletions['due'][number]
type DeletionClass = Due['class']

const dayMs = 86_400_000
const hourMs = 3_600_000

/**
 * What this desk will erase and when, what it should have erased and has not, and what it did: the
 * agency's data protection officer need not trust its word (CRPA R.114-9-7). Counts only.
 */
export function forecastDeletions(deps: DeskDeps) {
  return async (): Promise<Deletions> => {
    const now = deps.now()
    const doneSince = addMonths(now, -1)
    const dues = await readDues(deps)
    dues.sort((a, b) => (a.dueAt < b.dueAt ? -1 : 1))
    // Housekeeping has its hour; what is older than two turns of it was forgotten.
    const late = new Date(now.getTime() - 2 * limits.housekeepingMs).toISOString()
    return {
      asOf: now.toISOString(),
      doneSince: doneSince.toISOString(),
      due: dues.filter(each => each.dueAt >= late),
      overdue: dues.filter(each => each.dueAt < late),
      done: await countDone(deps.sql, doneSince),
      certificates: await countCertificates(deps.sql),
    }
  }
}

async function readDues(deps: DeskDeps): Promise<Due[]> {
  const { sql } = deps
  const profile = deps.calendar.country
  const { traceKeptMonths, signalKeptMonthsMax, technicalLogMonthsMin } = law[profile]
  const article = (rule: LawRule) => articlesIn(profile, rule) ?? null
  const rows = 'signal-row'
  const ownMonths = (months: number) => (on: Date) => addMonths(nextDay(on), months)
  const kekLife = (on: Date) => new Date(on.getTime() + retentionLimits.kekLifeHoursMax * hourMs)
  const answers = (on: Date) => idempotencyDue(on.toISOString().slice(0, 10)).dueAt
  return [
    ...(await dues(sql, countCasesDue, 'case', article('signal-kept'), on => on)),
    ...(await dues(
      sql,
      countRowsLeft,
      rows,
      article('trace-kept'),
      ownMonths(traceKeptMonths.value),
    )),
    ...(await dues(
      sql,
      countRecalls,
      rows,
      article('signal-kept'),
      ownMonths(signalKeptMonthsMax.value),
    )),
    ...(await dues(
      sql,
      countFaults,
      rows,
      article('technical-logs'),
      ownMonths(technicalLogMonthsMin.value),
    )),
    ...(await dues(
      sql,
      countAnswers,
      'idempotency',
      idempotencyDue('2026-01-01').article,
      answers,
    )),
    ...(await dues(sql, countKeks, 'key', article('confidentiality'), kekLife)),
    ...(await countTraces(sql)).map(({ month, count }) => {
      const due = traceMonthDue([profile], month)
      return dueOf('trace', due.dueAt, count, due.article)
    }),
    ...(await countOpenings(sql)).map(({ month, count }) => {
      const due = signalMonthDue([profile], month)
      const after = addMonths(startOfMonth(month), signalKeptMonthsMax.value + 1)
      return dueOf('second-opening', after, count, due.article)
    }),
  ]
}

/** Rows of one kind as they fall due. */
async function dues(
  sql: Database,
  count: (sql: Database) => Promise<Counted[]>,
  kind: DeletionClass,
  article: string | null,
  dueAt: (on: Date) => Date,
): Promise<Due[]> {
  const counted = await count(sql)
  return counted.map(each => dueOf(kind, dueAt(each.on), each.count, article))
}

function dueOf(kind: DeletionClass, dueAt: Date, count: number, article: string | null): Due {
  return { owner: 'desk', class: kind, dueAt: dueAt.toISOString(), count, article }
}

function nextDay(on: Date): Date {
  return new Date(on.getTime() + dayMs)
}
