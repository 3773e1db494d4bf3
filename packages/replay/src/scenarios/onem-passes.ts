import {
  agreeCampaign,
  type Campaign,
  type CampaignScript,
  castPeople,
  type DeskWork,
  passHandled,
  receiveCases,
  sendSignals,
} from '../campaigns/play-campaign.ts'
import { readCampaigns } from '../campaigns/readings.ts'
import { settleCampaign, settleHandled } from '../campaigns/settle-campaign.ts'
import { type CampaignCounts, percent } from '../campaigns/view.ts'
import { countContactedWithin } from '../counts/count-campaign.ts'
import { openCounts } from '../counts/counts.ts'
import { readExact } from '../counts/read-campaign.ts'
import { addDays, addMonths, nextMonth } from '../dates.ts'
import type { Figures } from '../result.ts'
import type { Readings } from '../scenario.ts'
import type { Stage } from '../stage.ts'
import type { SyntheticPerson } from '../synthetic-people.ts'

const monthsObserved = 4
/** Those who come by themselves take their time. */
const daysUntilTheyCome = 45
/** The desk that acts calls within its deadlines. */
const daysUntilCalls = 3
/** The signals of a month are dropped on the first of the twelfth month after it. */
const monthsKept = 12

/** The two passes over the same people, and how both are read. */
export async function playOnem(
  stage: Stage,
  waiting: CampaignScript,
  acting: CampaignScript,
): Promise<Readings> {
  const people = castPeople(stage, waiting)
  stage.narrate('First nobody acts: the CPAS helps whoever comes by themselves.')
  const first = await openPass(stage, waiting, people)
  await handleAfter(stage, first, daysUntilTheyCome)
  const alone = await observe(stage, first.campaign)
  await lapse(stage, first.campaign)
  stage.narrate('Then the same people again, and this time the desk goes to them.')
  const second = await openPass(stage, acting, people)
  await handleAfter(stage, second, daysUntilCalls)
  await settleCampaign(stage, second.campaign)
  const active = await observe(stage, second.campaign)
  const readings = await readCampaigns(stage, [first.campaign, second.campaign])
  return {
    async overHttp() {
      return { ...(await readings.overHttp()), ...alone.overHttp, ...active.overHttp }
    },
    async inDatabases(counts) {
      const read = await readings.inDatabases(counts)
      return { ...read, ...alone.inDatabases, ...active.inDatabases }
    },
  }
}

/** The share of people with whom no contact was made in four months, in per cent, by its name. */
export function nameNoContact(
  { prefix }: CampaignScript,
  { integrated = 0, contacted }: Pick<CampaignCounts, 'integrated' | 'contacted'>,
): Figures {
  return { [`${prefix}noContactIn4Months`]: percent(integrated - contacted, integrated, 1) }
}

/** The same figure, as the hub’s officer reads it and counted in the hub’s database. */
interface Observed {
  readonly overHttp: Figures
  readonly inDatabases: Figures
}

interface Pass {
  readonly campaign: Campaign
  readonly work: readonly DeskWork[]
}

async function openPass(
  stage: Stage,
  script: CampaignScript,
  people: readonly SyntheticPerson['subject'][],
): Promise<Pass> {
  const campaign = await agreeCampaign(stage, script)
  await sendSignals(stage, campaign, people)
  return { campaign, work: await receiveCases(stage, campaign) }
}

async function handleAfter(stage: Stage, { campaign, work }: Pass, days: number): Promise<void> {
  await stage.letTimePassUntil(addDays(campaign.since, days))
  for (const { office, cases } of work) await office.handle(cases)
  passHandled(stage, campaign)
  await settleHandled(stage, campaign)
}

/** Four months after the signals: how many have nobody met? The hub’s officer asks the hub. */
async function observe(stage: Stage, campaign: Campaign): Promise<Observed> {
  await stage.letTimePassUntil(addMonths(campaign.since, monthsObserved))
  stage.pass('four-months-passed')
  const counts = await readExact(stage, 'hub-dpo', campaign.id)
  const figures = nameNoContact(campaign.script, counts)
  // Counted now: a year after them their rows are gone.
  const own = openCounts(stage.hub)
  const counted = await countContactedWithin(own.hub, campaign.id, monthsObserved).finally(() =>
    own.close(),
  )
  stage.narrate(
    `(Four months later.) No contact with ${Object.values(figures)[0]} % of the people signalled.`,
  )
  return { overHttp: figures, inDatabases: nameNoContact(campaign.script, counted) }
}

/** The year goes by: what nobody took up is destroyed, at the desk as at the hub. */
async function lapse(stage: Stage, campaign: Campaign): Promise<void> {
  // Their month ends on its last day but one, and is dropped a day later.
  const dropped = nextMonth(addMonths(campaign.since, monthsKept - 1))
  await stage.letTimePassUntil(addDays(dropped, -0.75))
  stage.pass('signals-lapsed')
  stage.narrate('(A year after them.) What nobody took up has lapsed and is destroyed.')
  await settleCampaign(stage, campaign)
}
