import type { Database } from '@unefois/database'
import type { DaySpan } from './day-counts.ts'

/** What was done under an agreement, as far as the viewer may see it: undefined is not theirs. */
export interface Volume {
  readonly agreementHash: string
  readonly sender: string
  readonly receiver: string
  readonly operation: string
  readonly erasing: boolean
  readonly acts: number
}

/** Acts by agreement between two days, both included; `viewer` null is the hub's officer. */
export async function listVolumes(
  sql: Database,
  { viewer, first, last }: DaySpan & { readonly viewer: string | null },
): Promise<Volume[]> {
  return sql<Volume[]>`
    SELECT agreement_hash AS "agreementHash", sender, receiver, operation, erasing,
      acts::float8 AS acts
    FROM audit.read_agreement_volumes(${viewer}, ${first}::date, ${last}::date)`
}

/** One agreement's acts by day. */
export async function listDayVolumes(
  sql: Database,
  wanted: DaySpan & { readonly viewer: string | null; readonly agreementHash: string },
): Promise<{ day: string; operation: string; erasing: boolean; acts: number }[]> {
  const { viewer, agreementHash, first, last } = wanted
  return sql<{ day: string; operation: string; erasing: boolean; acts: number }[]>`
    SELECT day::text, operation, erasing, acts::float8 AS acts
    FROM audit.read_agreement_days(${viewer}, ${agreementHash}, ${first}::date, ${last}::date)`
}
