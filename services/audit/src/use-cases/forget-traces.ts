import { articlesIn, type LawProfile, law } from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import { recordErasures } from '@unefois/erasure-journal'
import { longestTrace } from '@unefois/retention'
import type { AuditDeps } from '../deps.ts'
import { lawsOf } from '../domain/agencies-by-law.ts'
import { limits } from '../limits.ts'
import { forgetCounts } from '../repositories/act-counts.ts'
import { dropMonths, forgetTraces as forgetSome } from '../repositories/trace-months.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Deletes traces that have reached the term of their law (CRPA R.114-9-7 al. 1; longer in Belgium):
 * months that are over for everybody are dropped whole, then each law's own rows are deleted, then
 * the months that this emptied are dropped. A trace of no one law is kept as long as the longest.
 * In bounded transactions, each with its journal entry and its trace.
 *
 * @returns what went, or undefined while nobody knows whose law is whose.
 */
export function forgetTraces(deps: AuditDeps) {
  return async (): Promise<{ traces: number; months: number } | undefined> => {
    const agencies = deps.agencies()
    if (agencies === undefined) return undefined
    const profiles = lawsOf(agencies)
    const dropped = await dropWhole(deps, profiles)
    let traces = dropped.traces
    for (const [profile, members] of agencies) {
      traces += await forgetAll(deps, { what: `trace-${profile}`, profile, agencies: members })
    }
    const profile = longestTrace(profiles)
    traces += await forgetAll(deps, { what: 'trace', profile, agencies: null })
    const emptied = await dropWhole(deps, profiles)
    return { traces, months: dropped.months + emptied.months }
  }
}

interface Term {
  readonly what: string
  readonly profile: LawProfile
  readonly agencies: readonly string[] | null
}

async function forgetAll(deps: AuditDeps, term: Term): Promise<number> {
  const startedAt = new Date(deps.nowMs())
  let total = 0
  let isDone = false
  const months = law[term.profile].traceKeptMonths.value
  for (let round = 0; round < limits.forgetRoundsMax; round += 1) {
    const gone = await inTransaction(deps.sql, { name: 'forget-traces' }, async transaction => {
      const at = new Date(deps.nowMs())
      const count = await forgetSome(transaction, {
        ...term,
        at,
        months,
        rowsMax: limits.forgetRowsMax,
      })
      if (count > 0) await tell(deps, transaction, { at, profile: term.profile, count })
      return count
    })
    total += gone
    isDone = gone < limits.forgetRowsMax
    if (isDone) break
  }
  // Only what is gone is no longer counted: what should be and is not shows as overdue.
  if (isDone) {
    await inTransaction(deps.sql, { name: 'forget-counts' }, transaction =>
      forgetCounts(transaction, { ...term, at: startedAt, months }),
    )
  }
  return total
}

async function dropWhole(
  deps: AuditDeps,
  profiles: readonly LawProfile[],
): Promise<{ traces: number; months: number }> {
  const terms = profiles.map(profile => law[profile].traceKeptMonths.value)
  return inTransaction(deps.sql, { name: 'drop-trace-months' }, async transaction => {
    const at = new Date(deps.nowMs())
    const months = await dropMonths(transaction, {
      at,
      monthsLeast: Math.min(...terms),
      monthsMost: Math.max(...terms),
    })
    const profile = longestTrace(profiles)
    for (const { month, traces } of months.filter(dropped => dropped.traces > 0)) {
      const partition = `event_${month.replace('-', '_')}`
      await tell(deps, transaction, { at, profile, count: traces, partition })
    }
    return { traces: months.reduce((sum, { traces }) => sum + traces, 0), months: months.length }
  })
}

async function tell(
  deps: AuditDeps,
  transaction: Transaction,
  gone: { at: Date; profile: LawProfile; count: number; partition?: string },
): Promise<void> {
  const { at, profile, count, partition } = gone
  await recordErasures(transaction, [
    {
      id: deps.newId(at.getTime()),
      at: at.toISOString(),
      owner: 'audit',
      class: 'trace',
      reason: 'expiry',
      article: articlesIn(profile, 'trace-kept') ?? null,
      partition: partition ?? null,
      count,
    },
  ])
  await appendTraces(transaction, [
    {
      id: deps.newId(at.getTime()),
      at,
      actor: deps.clientId,
      agency: 'hub',
      operation: 'trace-expire',
      detail: { traces: count, law: profile, ...(partition === undefined ? {} : { partition }) },
    },
  ])
}
