import type { Signal } from '@unefois/contracts'
import type { Scheme } from '@unefois/identifiers'
import { sendBatch } from '../actors/batch-sender.ts'
import { campaignerAs } from '../actors/campaigner.ts'
import { type CaseOffice, type LotCase, officeAt } from '../actors/case-office.ts'
import { lodgeObjections } from '../actors/objector.ts'
import { inFigures } from '../progress.ts'
import type { Stage } from '../stage.ts'
import type { SyntheticPerson } from '../synthetic-people.ts'
import { countPeople, drawLots, type Ending, shuffle } from './endings.ts'
import { settleCampaign } from './settle-campaign.ts'

/** What one receiver gets of a campaign, and what becomes of it there. */
export interface CampaignPart {
  readonly receiver: string
  readonly about: Pick<Signal, 'addressee' | 'territory' | 'trigger'>
  readonly endings: readonly Ending[]
}

/** One campaign as it is to be played. */
export interface CampaignScript {
  /** Begins the names of its figures; empty for the only one of a scenario. */
  readonly prefix: string
  readonly sender: string
  readonly right: string
  readonly scheme: Scheme
  readonly parts: readonly CampaignPart[]
}

/** A campaign under way. */
export interface Campaign {
  readonly id: string
  readonly script: CampaignScript
  /** By the hub's clock; none of its signals is older. */
  readonly since: Date
}

/** The states that one campaign passes. */
export const campaignStates = [
  'campaign-proposed',
  'campaign-agreed',
  'signals-sent',
  'cases-received',
  'cases-handled',
  'hub-informed',
] as const

/** How many people a campaign is about. */
export function peopleOf(script: CampaignScript): number {
  return script.parts.reduce((sum, part) => sum + countPeople(part.endings), 0)
}

/** Plays a whole campaign: agreed, sent as a batch, received and handled, reported to the hub. */
export async function playCampaign(stage: Stage, script: CampaignScript): Promise<Campaign> {
  const campaign = await agreeCampaign(stage, script)
  await sendSignals(stage, campaign, castPeople(stage, script))
  for (const { office, cases } of await receiveCases(stage, campaign)) await office.handle(cases)
  passHandled(stage, campaign)
  await settleCampaign(stage, campaign)
  return campaign
}

/** The sender proposes, every receiver says how many a day it can take, and agrees. */
export async function agreeCampaign(stage: Stage, script: CampaignScript): Promise<Campaign> {
  const { sender, right, parts } = script
  const people = peopleOf(script)
  const receivers = parts.map(part => part.receiver)
  const since = stage.now()
  const campaigner = campaignerAs(stage, sender)
  const id = await campaigner.propose({ right, receivers, signalsMax: people })
  stage.pass('campaign-proposed', { right, agency: sender })
  for (const { receiver, endings } of parts) {
    await campaignerAs(stage, receiver).accept(id, countPeople(endings))
  }
  await campaigner.waitUntilAgreed(id)
  stage.pass('campaign-agreed', { right, agency: sender })
  stage.narrate(
    `${sender} proposes a campaign about ${inFigures(people)} people; ${receivers.join(' and ')} ` +
      'agreed to receive as many a day.',
  )
  return { id, script, since }
}

/** As many people as the campaign is about, drawn anew. */
export function castPeople(stage: Stage, script: CampaignScript): SyntheticPerson['subject'][] {
  return Array.from({ length: peopleOf(script) }, () => stage.person(script.scheme).subject)
}

/**
 * Sends the signals as one batch. The seed decides who is whose; those whose lot says so have
 * lodged their objection before.
 */
export async function sendSignals(
  stage: Stage,
  campaign: Campaign,
  people: readonly SyntheticPerson['subject'][],
): Promise<void> {
  const { sender, right, parts } = campaign.script
  const places = parts.flatMap(({ about, endings }) =>
    endings.flatMap(({ people: count, objects = false }) =>
      Array.from({ length: count }, () => ({ about, objects })),
    ),
  )
  const order = shuffle(places, stage.seed + 1)
  await lodgeObjections(
    stage,
    people.filter((_, place) => order[place]?.objects === true),
  )
  const observedOn = stage.today()
  const signals = people.map((subject, place): Signal => {
    return { subject, right, observedOn, campaign: campaign.id, ...order[place]?.about }
  })
  await sendBatch(stage, sender, signals)
  stage.pass('signals-sent', { right, agency: sender })
}

/** Cases at one desk, each with its lot. */
export interface DeskWork {
  readonly office: CaseOffice
  readonly cases: readonly LotCase[]
}

/** Waits until every desk has its cases, and deals the lots: exact totals, whoever draws what. */
export async function receiveCases(stage: Stage, campaign: Campaign): Promise<DeskWork[]> {
  const { right, parts } = campaign.script
  const work: DeskWork[] = []
  for (const { receiver, endings } of parts) {
    const office = officeAt(stage, receiver)
    const lots = drawLots(
      endings.filter(ending => ending.objects !== true),
      stage.seed + 2,
    )
    await office.receive(lots.length, campaign.since)
    const cases = await office.deal(lots, campaign.since)
    work.push({ office, cases })
  }
  stage.pass('cases-received', { right })
  const received = work.reduce((sum, { cases }) => sum + cases.length, 0)
  stage.narrate(`${inFigures(received)} signals are received and opened; their cases wait.`)
  return work
}

/** Remembers that the desks have done what they do in this campaign. */
export function passHandled(stage: Stage, campaign: Campaign): void {
  stage.pass('cases-handled', { right: campaign.script.right })
  stage.narrate('The desks have told the people of their right, and closed what was decided.')
}
