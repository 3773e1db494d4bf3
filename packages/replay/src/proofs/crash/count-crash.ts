import type { Counts } from '../../counts/counts.ts'
import { loadDesks } from '../load/agreements.ts'
import { untilDoneOrStill } from '../load/settle-desks.ts'
import type { AcceptedPost } from '../load/signal-load.ts'

/** What lies where once everything has come to rest. */
export type CrashCounts = {
  readonly signalsAtHub: number
  readonly idempotencyRows: number
  readonly acceptTraces: number
  /** Keys and sealed bytes that the hub has not forgotten. */
  readonly stillHeld: number
  readonly cases: number
  /** Accepted and no case. */
  readonly missing: number
  /** Cases, or reports of reception, that no accepted post accounts for. */
  readonly doubled: number
}

/** Waits until the desks have what the hub accepted, then counts and compares signal by signal. */
export async function countCrash(
  counts: Counts,
  accepted: readonly AcceptedPost[],
): Promise<CrashCounts> {
  await untilDoneOrStill(
    () => countHubRows(counts),
    hub => hub.stillHeld === 0 && hub.received === hub.signalsAtHub,
  )
  const { received, ...hub } = await countHubRows(counts)
  const caseIds = (await Promise.all(loadDesks.map(agency => readCaseIds(counts, agency)))).flat()
  const held = new Set(caseIds)
  const promised = new Set(accepted.map(post => post.id))
  const surplusCases = caseIds.filter(id => !promised.has(id)).length
  const repeatedCases = caseIds.length - held.size
  return {
    ...hub,
    cases: caseIds.length,
    missing: [...promised].filter(id => !held.has(id)).length,
    doubled: surplusCases + repeatedCases + (received - new Set(caseIds).size),
  }
}

async function countHubRows(counts: Counts) {
  const [row] = await counts.hub<Omit<CrashCounts & { received: number }, 'cases'>[]>`
    SELECT (SELECT count(*)::int FROM exchange.signal) AS "signalsAtHub",
      (SELECT count(*)::int FROM exchange.idempotency) AS "idempotencyRows",
      (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-accept') AS "acceptTraces",
      (SELECT count(*)::int FROM exchange.data_key)
        + (SELECT count(*)::int FROM exchange.outbox) AS "stillHeld",
      (SELECT count(*)::int FROM exchange.case_event WHERE type = 'received') AS received`
  if (row === undefined) throw new Error('an aggregate answers one row')
  return row
}

async function readCaseIds(counts: Counts, agency: string): Promise<string[]> {
  const rows = await counts.desk(agency)<{ id: string }[]>`SELECT id FROM desk.cases`
  return rows.map(row => row.id)
}
