import { countCampaign } from '../counts/count-campaign.ts'
import { countDesks } from '../counts/count-desk.ts'
import type { Counts } from '../counts/counts.ts'
import { readAsSender, readExact } from '../counts/read-campaign.ts'
import { readDeskFigures } from '../counts/read-figures.ts'
import { dayOf, nextMonth } from '../dates.ts'
import type { Figures } from '../result.ts'
import type { Readings } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import { type Follow, nameViews } from './expect.ts'
import type { Campaign } from './play-campaign.ts'
import { nameCounts } from './view.ts'

/**
 * Lets the next fixed date come (the first of the month), on which senders learn figures, and
 * answers how the campaigns are read: by the hub's data protection officer, the sender and each
 * receiver over HTTP, and in the databases.
 */
export async function readCampaigns(
  stage: Stage,
  campaigns: readonly Campaign[],
  follow: Follow = () => ({}),
): Promise<Readings> {
  const period = { from: stage.begunAt, to: new Date(stage.now().getTime() + 1) }
  const desks = desksOf(campaigns)
  const fixed = nextMonth(stage.now())
  await stage.letTimePassUntil(fixed)
  stage.pass('figures-published')
  stage.narrate(
    `(It is ${dayOf(fixed)}, a fixed date.) Now the sender learns what came of it: rounded to ` +
      'five, no group under a hundred. The receivers and the hub’s officer see exact figures.',
  )
  const inAll = async (read: (campaign: Campaign) => Promise<Figures>) =>
    Object.assign({}, ...(await Promise.all(campaigns.map(read))))
  return {
    async overHttp() {
      return {
        ...(await inAll(campaign => readViews(stage, campaign, follow))),
        ...(await readDeskFigures(stage, desks, period)),
      }
    },
    async inDatabases(counts) {
      return {
        ...(await inAll(campaign => countViews(counts, campaign, follow))),
        ...(await countDesks(counts, desks, period)),
      }
    },
  }
}

async function readViews(stage: Stage, { id, script }: Campaign, follow: Follow): Promise<Figures> {
  const { prefix, sender, parts } = script
  const receivers = parts.map(async ({ receiver }) =>
    nameCounts(`${prefix}${receiver}-`, await readExact(stage, receiver, id)),
  )
  const { shares, ...exact } = await readExact(stage, 'hub-dpo', id)
  const told = Object.entries(shares).map(([name, share]) => [`${prefix}${name}`, share])
  return {
    ...nameCounts(prefix, exact),
    ...Object.fromEntries(told),
    ...follow(exact),
    ...(await readAsSender(stage, sender, id, `${prefix}sender-`)),
    ...Object.assign({}, ...(await Promise.all(receivers))),
  }
}

async function countViews(counts: Counts, { id, script }: Campaign, follow: Follow) {
  const receivers = script.parts.map(
    async ({ receiver }) => [receiver, await countCampaign(counts.hub, id, receiver)] as const,
  )
  const exact = await countCampaign(counts.hub, id)
  return nameViews(script.prefix, exact, await Promise.all(receivers), follow)
}

function desksOf(campaigns: readonly Campaign[]): string[] {
  return [...new Set(campaigns.flatMap(({ script }) => script.parts.map(part => part.receiver)))]
}
