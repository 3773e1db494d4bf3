import type { Figures } from '../result.ts'
import type { CampaignScript } from './play-campaign.ts'
import {
  type CampaignCounts,
  expectCounts,
  nameAsReceiver,
  nameAsSender,
  nameCounts,
} from './view.ts'

/** The shares that a scenario follows, in per cent, from the counts of one campaign. */
export type Follow = (counts: CampaignCounts) => Figures

/** What the three views of some campaigns must show, computed from their scripts. */
export function expectViews(scripts: readonly CampaignScript[], follow: Follow): Figures {
  return merge(scripts.map(script => expectView(script, follow)))
}

function expectView({ prefix, parts }: CampaignScript, follow: Follow): Figures {
  const counts = expectCounts(parts.flatMap(part => part.endings))
  const receivers = parts.map(({ receiver, endings }) =>
    nameAsReceiver(`${prefix}${receiver}-`, expectCounts(endings)),
  )
  return nameViews(prefix, counts, nameAsSender(`${prefix}sender-`, counts), receivers, follow)
}

/** The views of one campaign under their names. */
export function nameViews(
  prefix: string,
  exact: CampaignCounts,
  sender: Figures,
  receivers: readonly Figures[],
  follow: Follow,
): Figures {
  const followed = Object.entries(follow(exact)).map(([name, share]) => [`${prefix}${name}`, share])
  return {
    ...nameCounts(prefix, exact),
    ...Object.fromEntries(followed),
    ...sender,
    ...merge(receivers),
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
