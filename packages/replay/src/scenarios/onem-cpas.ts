import { type Ending, scaleEndings } from '../campaigns/endings.ts'
import { expectDesks, expectViews } from '../campaigns/expect.ts'
import { type CampaignScript, campaignStates } from '../campaigns/play-campaign.ts'
import { expectCounts } from '../campaigns/view.ts'
import type { Scenario } from '../scenario.ts'
import { nameNoContact, playOnem } from './onem-passes.ts'

// Four months after the end of insertion allowances in 2015, 72,2 % of those excluded and entitled
// to the CPAS’s help “ont tout simplement disparu des radars” (Legrand, 2015).
const people = 5_000
const silent = people * 0.722

const sender = 'onem'
const receiver = 'cpas-forest'
const right = 'be.cpas.aide-sociale'

/** Nobody acts: whoever comes by themselves is helped, the others’ signals lapse. */
const alone: readonly Ending[] = [
  { people: people - silent, contact: 'talk', outcomes: ['claim-filed'] },
  { people: silent, outcomes: ['expired'] },
]

/** The desk acts. Nobody has measured this: ILLUSTRATIVE, one person in ten cannot be reached. */
const active: readonly Ending[] = [
  { people: people * 0.8, contact: 'talk', outcomes: ['claim-filed', 'right-opened'] },
  { people: people * 0.1, contact: 'talk', outcomes: ['already-held'] },
  { people: people * 0.1, contact: 'in-vain', outcomes: ['unreachable'] },
]

/** The same people twice: first the CPAS waits for them, then it goes to them. */
export function onemCpas(played: number | undefined): Scenario {
  const script = (prefix: string, endings: readonly Ending[]): CampaignScript => ({
    prefix,
    sender,
    right,
    scheme: 'be-niss',
    parts: [
      {
        receiver,
        about: { territory: 'be-21007', trigger: 'right-ended' },
        endings: played === undefined ? endings : scaleEndings(endings, played),
      },
    ],
  })
  const [waiting, acting] = [script('alone-', alone), script('active-', active)]
  return {
    name: 'onem-cpas',
    title:
      'Unemployment allowances end. Whoever is entitled to the help of the CPAS must find the ' +
      'way there; four months later most have not been seen. Then the same people, and a desk ' +
      'that acts.',
    desks: [receiver],
    states: [
      ...campaignStates.slice(0, 4),
      'cases-handled',
      'four-months-passed',
      'signals-lapsed',
      'hub-informed',
      ...campaignStates.slice(0, 4),
      'cases-handled',
      'hub-informed',
      'four-months-passed',
      'figures-published',
    ],
    expected: {
      ...expectViews([waiting, acting]),
      ...expectDesks([waiting, acting]),
      ...nameNoContact(waiting, expectCounts(waiting.parts.flatMap(part => part.endings))),
      ...nameNoContact(acting, expectCounts(acting.parts.flatMap(part => part.endings))),
    },
    play: stage => playOnem(stage, waiting, acting),
  }
}
