import type { Database } from '@unefois/database'

/** Days are `2026-11-21`, in UTC; both ends are included. */
export interface DaySpan {
  readonly first: string
  readonly last: string
}

/** Signals that an agency sent under an agreement on a day. */
export async function listSent(
  sql: Database,
  { first, last }: DaySpan,
): Promise<{ agency: string; agreementHash: string; day: string; acts: number }[]> {
  return sql<{ agency: string; agreementHash: string; day: string; acts: number }[]>`
    SELECT agency, agreement_hash AS "agreementHash", day::text, sum(acts)::float8 AS acts
    FROM audit.act_day WHERE day BETWEEN ${first}::date AND ${last}::date
      AND operation = 'signal-accept' AND agreement_hash <> ''
    GROUP BY 1, 2, 3`
}

/** What an agency's people did in an hour (UTC) of a day. */
export async function listPeopleHours(
  sql: Database,
  { first, last }: DaySpan,
): Promise<{ agency: string; day: string; hour: number; acts: number }[]> {
  return sql<{ agency: string; day: string; hour: number; acts: number }[]>`
    SELECT agency, day::text, hour, acts::float8 AS acts FROM audit.people_hour
    WHERE day BETWEEN ${first}::date AND ${last}::date`
}

/** How often each agent did these acts. */
export async function listAgentActs(
  sql: Database,
  { first, last }: DaySpan,
  operations: readonly string[],
): Promise<{ agency: string; agent: string; operation: string; acts: number }[]> {
  return sql<{ agency: string; agent: string; operation: string; acts: number }[]>`
    SELECT agency, agent, operation, sum(acts)::float8 AS acts FROM audit.agent_day
    WHERE day BETWEEN ${first}::date AND ${last}::date
      AND operation = ANY (${operations as string[]}::text[])
    GROUP BY 1, 2, 3`
}

/** Cases closed by each agent; those of no agent are counted for their agency alone. */
export async function listAgentClosings(
  sql: Database,
  { first, last }: DaySpan,
): Promise<{ agency: string; agent: string; closed: number; erasing: number }[]> {
  return sql<{ agency: string; agent: string; closed: number; erasing: number }[]>`
    SELECT agency, agent, sum(acts)::float8 AS closed,
      coalesce(sum(acts) FILTER (WHERE erasing), 0)::float8 AS erasing
    FROM audit.agent_day WHERE day BETWEEN ${first}::date AND ${last}::date
      AND operation = 'case-closed' GROUP BY 1, 2`
}

/** Cases closed by each agency. */
export async function listAgencyClosings(
  sql: Database,
  { first, last }: DaySpan,
): Promise<{ agency: string; closed: number; erasing: number }[]> {
  return sql<{ agency: string; closed: number; erasing: number }[]>`
    SELECT agency, sum(acts)::float8 AS closed,
      coalesce(sum(acts) FILTER (WHERE erasing), 0)::float8 AS erasing
    FROM audit.act_day WHERE day BETWEEN ${first}::date AND ${last}::date
      AND operation = 'case-closed' GROUP BY 1`
}
