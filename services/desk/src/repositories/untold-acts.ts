import type { DeskActs } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { DeskOperation } from '../traces.ts'

export type DeskAct = DeskActs['events'][number]

/** What waits to be told, in order, and the places in the queue that it came from. */
export interface UntoldActs {
  readonly acts: readonly DeskAct[]
  readonly queued: readonly string[]
}

interface UntoldRow {
  readonly queued: string
  readonly id: string
  readonly at: Date
  readonly agent: string | null
  readonly operation: DeskOperation | null
  readonly agreement_hash: string | null
  readonly signal_id: string | null
  readonly counterparty: string | null
}

/** The oldest acts of which the hub's log has not been told: some `actsMax`, or a few more. */
export async function findUntoldActs(sql: Database, actsMax: number): Promise<UntoldActs> {
  const rows = await sql<UntoldRow[]>`SELECT * FROM audit.untold_acts(${actsMax})`
  return {
    acts: rows.flatMap(row => (row.operation === null ? [] : [toAct(row, row.operation)])),
    queued: [...new Set(rows.map(row => row.queued))],
  }
}

/** The hub has answered for all of them. */
export async function settleActs(sql: Database, queued: readonly string[]): Promise<void> {
  await sql`SELECT audit.settle_acts(${[...queued]}::bigint[])`
}

function toAct(row: UntoldRow, operation: DeskOperation): DeskAct {
  return {
    id: row.id,
    at: row.at.toISOString(),
    // That two signals are about one person is known here, and is none of the hub's business.
    operation: operation === 'case-join' ? 'case-receive' : operation,
    ...(row.agent === null ? {} : { agent: row.agent }),
    ...(row.signal_id === null ? {} : { signalId: row.signal_id }),
    ...(row.agreement_hash === null ? {} : { agreementHash: row.agreement_hash }),
    ...(row.counterparty === null ? {} : { counterparty: row.counterparty }),
  }
}
