import type { CampaignCounts } from '../campaigns/view.ts'
import { nameCounts } from '../campaigns/view.ts'
import type { Figures } from '../result.ts'
import type { Stage } from '../stage.ts'

const contract = 'urn:unefois:contracts:campaign-figures.v1'

/** Exact counts, and the shares that the hub itself makes of them. */
export type ToldExactly = CampaignCounts & { readonly shares: Figures }

/** The exact counts of a campaign, live: all of it for `hub-dpo`, its own part for a receiver. */
export async function readExact(stage: Stage, clientId: string, id: string): Promise<ToldExactly> {
  const read = await stage.as(clientId, 'gateway').get(`/v1/campaigns/${id}/figures`, contract)
  const { exact, integrated, received, contacted, closed, declined, outcomes } = read
  if (!exact || received === undefined || contacted === null) {
    throw new Error(`${clientId} is told exact figures`)
  }
  return {
    ...(integrated === undefined || integrated === null ? {} : { integrated }),
    received,
    contacted,
    closed: closed ?? -1,
    declined: declined ?? -1,
    outcomes,
    shares: numbersIn('', read.shares),
  }
}

/**
 * What the sender of a campaign is told, by name; what is hidden is left out. Anything that it must
 * never be told stands here too, if it is, and then nothing agrees.
 */
export async function readAsSender(
  stage: Stage,
  sender: string,
  id: string,
  prefix: string,
): Promise<Figures> {
  const read = await stage.as(sender, 'gateway').get(`/v1/campaigns/${id}/figures`, contract)
  if (read.exact) throw new Error('a sender is not told exact figures')
  const { integrated, received, contacted, closed, declined, outcomes } = read
  return {
    ...nameCounts(prefix, { integrated, received, contacted, closed, declined, outcomes }),
    ...numbersIn(prefix, read.shares),
  }
}

function numbersIn(prefix: string, shares: Readonly<Record<string, number | null>>): Figures {
  const told = Object.entries(shares).filter(([, share]) => share !== null)
  return Object.fromEntries(told.map(([name, share]) => [`${prefix}${name}`, Number(share)]))
}
