import type { Figures } from '../result.ts'
import type { Period } from './count-hub.ts'
import type { Counts } from './counts.ts'

/** What the databases of some desks hold of the cases received in a period, summed. */
export async function countDesks(
  counts: Counts,
  agencies: readonly string[],
  period: Period,
): Promise<Figures> {
  const each = await Promise.all(agencies.map(agency => countDesk(counts, agency, period)))
  return sumFigures(each)
}

async function countDesk(counts: Counts, agency: string, { from, to }: Period): Promise<Figures> {
  const sql = counts.desk(agency)
  const [states] = await sql<Record<string, number>[]>`
    SELECT count(*)::int AS "deskReceived",
      count(taken_charge_at)::int AS "deskTakenCharge",
      count(informed_at)::int AS "deskInformed",
      count(*) FILTER (WHERE state = 'closed')::int AS "deskClosed"
    FROM desk.cases
    WHERE received_at >= ${from} AND received_at < ${to}`
  const outcomes = await sql<{ outcome: string; cases: number }[]>`
    SELECT outcome, count(*)::int AS cases FROM desk.cases, unnest(outcomes) AS outcome
    WHERE received_at >= ${from} AND received_at < ${to}
    GROUP BY outcome`
  return {
    ...states,
    ...Object.fromEntries(outcomes.map(row => [`desk-${row.outcome}`, row.cases])),
  }
}

/** Adds figures name by name. */
export function sumFigures(all: readonly Figures[]): Figures {
  const sum: Record<string, number> = {}
  for (const figures of all) {
    for (const [name, figure] of Object.entries(figures)) sum[name] = (sum[name] ?? 0) + figure
  }
  return sum
}
