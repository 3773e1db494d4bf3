import type { DeletionsV2 } from '@unefois/contracts'
import {
  dayMs,
  longestTrace,
  recordDue,
  secondOpeningMonthDue,
  startOfDayAfter,
  traceMonthDue,
} from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import { type AgenciesByLaw, lawBetween, lawsOf } from '../domain/agencies-by-law.ts'
import { type Forecast, ownLine, splitOverdue, sumLines } from '../domain/forecast.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { listOpeningMonths, listTraceMonths } from '../repositories/act-counts.ts'
import { countCertificates } from '../repositories/certificates.ts'
import { listDone, listDueOfOthers } from '../repositories/deletions.ts'
import { countRecordDays } from '../repositories/record-ends.ts'

/**
 * What is due to be erased at the hub, what is overdue, what was done lately: counts only, kept by
 * month, so that asking reads no trace. A month of traces is due when its last one is.
 * @throws Problem 503 while nobody knows whose law is whose.
 */
export function forecastDeletions(deps: AuditDeps) {
  return async (): Promise<DeletionsV2> => {
    const agencies = deps.agencies()
    if (agencies === undefined) {
      throw problems['participants-unknown']({ retryAfterSec: limits.retryAfterSec })
    }
    const now = new Date(deps.nowMs())
    const since = new Date(now.getTime() - limits.doneDays * dayMs)
    const lines = [
      ...(await listDueOfOthers(deps.sql, now)),
      ...(await listDueTraces(deps, agencies)),
      ...(await listDueOpenings(deps, agencies)),
      ...listDueKeys(deps, agencies),
      ...(await listDueRecords(deps, agencies)),
    ]
    return {
      asOf: now.toISOString(),
      doneSince: since.toISOString(),
      ...splitOverdue(sumLines(lines), now, limits.overdueGraceMs),
      done: await listDone(deps.sql, since),
      certificates: await countCertificates(deps.sql),
    }
  }
}

async function listDueTraces(deps: AuditDeps, agencies: AgenciesByLaw): Promise<Forecast[]> {
  const longest = longestTrace(lawsOf(agencies))
  const counted = await listTraceMonths(deps.sql)
  return counted.map(({ month, agency, counterparty, traces }) => {
    const profile = lawBetween(agencies, [agency, counterparty]) ?? longest
    return ownLine('trace', traceMonthDue([profile], month), traces)
  })
}

async function listDueOpenings(deps: AuditDeps, agencies: AgenciesByLaw): Promise<Forecast[]> {
  const counted = await listOpeningMonths(deps.sql)
  return counted.map(({ month, openings }) =>
    ownLine('second-opening', secondOpeningMonthDue(lawsOf(agencies), month), openings),
  )
}

/** What officers keep, by the day from which its end is reckoned: it goes on the next. */
async function listDueRecords(deps: AuditDeps, agencies: AgenciesByLaw): Promise<Forecast[]> {
  const days = await countRecordDays(deps.sql)
  return days.map(({ kind, isClosed, day, count }) => {
    const lastActAt = startOfDayAfter(day, 1)
    const closedAt = isClosed ? lastActAt : null
    return ownLine(kind, recordDue(lawsOf(agencies), { kind, closedAt, lastActAt }), count)
  })
}

function listDueKeys(deps: AuditDeps, agencies: AgenciesByLaw): Forecast[] {
  return deps.store
    .list('trace-index')
    .map(({ label }) => ownLine('key', traceMonthDue(lawsOf(agencies), label), 1))
}
