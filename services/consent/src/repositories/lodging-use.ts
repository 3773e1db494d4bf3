import type { Transaction } from '@unefois/database'

/** Counts one act of an agent in the name of another; answers the day's counts with it. */
export async function countLodging(
  transaction: Transaction,
  use: { agency: string; agent: string; day: string },
): Promise<{ ofAgent: number; ofAgency: number }> {
  const rows = await transaction<{ agent: string; acts: number }[]>`
    INSERT INTO consent.lodging_use AS u (agency, agent, day, acts)
    VALUES (${use.agency}, '*', ${use.day}, 1), (${use.agency}, ${use.agent}, ${use.day}, 1)
    ON CONFLICT (agency, agent, day) DO UPDATE SET acts = u.acts + 1
    RETURNING agent, acts`
  const acts = (agent: string) => rows.find(row => row.agent === agent)?.acts ?? 0
  return { ofAgent: acts(use.agent), ofAgency: acts('*') }
}
