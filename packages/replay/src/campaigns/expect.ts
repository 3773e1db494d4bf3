import type { Figures } from '../result.ts'
import type { CampaignScript } from './play-campaign.ts'
import {
  type CampaignCounts,
  expectCounts,
  nameAsReceiver,
  nameAsSender,
  nameCounts,
  nameShares,
} from './view.ts'

/** Shares in per cent that a scenario follows beside those of the hub, from exact counts. */
export type Follow = (counts: CampaignCounts) => Figures

/** What the three views of some campaigns must show, computed from their scripts. */
export function expectViews(
  scripts: readonly CampaignScript[],
  follow: Follow = () => ({}),
): Figures {
  const views = scripts.map(({ prefix, parts }) => {
    const counts = expectCounts(parts.flatMap(part => part.endings))
    const receivers = parts.map(part => [part.receiver, expectCounts(part.endings)] as const)
    return nameViews(prefix, counts, receivers, follow)
  })
  return merge(views)
}

/** What officer, sender and receivers must be told of these exact counts, by name. */
export function nameViews(
  prefix: string,
  exact: CampaignCounts,
  receivers: readonly (readonly [receiver: string, counts: CampaignCounts])[],
  follow: Follow,
): Figures {
  return {
    ...nameCounts(prefix, exact),
    ...nameShares(prefix, exact),
    ...follow(exact),
    ...nameAsSender(`${prefix}sender-`, exact),
    ...merge(receivers.map(([name, counts]) => nameAsReceiver(`${prefix}${name}-`, counts))),
  }
}

/** What the desks' own statistics must show of all their cases. */
export function expectDesks(scripts: readonly CampaignScript[]): Figures {
  const endings = scripts.flatMap(script => script.parts.flatMap(part => part.endings))
  const { received, contacted, closed, outcomes } = expectCounts(endings)
  const taken = endings.filter(ending => ending.contact !== undefined)
  return {
    deskReceived: received,
    deskTakenCharge: taken.reduce((sum, ending) => sum + ending.people, 0),
    deskInformed: contacted,
    deskClosed: closed,
    ...Object.fromEntries(Object.entries(outcomes).map(([code, cases]) => [`desk-${code}`, cases])),
  }
}

function merge(all: readonly Figures[]): Figures {
  return Object.assign({}, ...all)
}
