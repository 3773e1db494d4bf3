import { agreementText } from '@unefois/local'
import { type Ending, scaleEndings, splitEndings } from '../campaigns/endings.ts'
import { oneCampaign } from '../campaigns/one-campaign.ts'
import type { Cast, Scenario } from '../scenario.ts'

// INAMI’s evaluation of its proactive flow of 2015–2017, quoted by the federal proposal of March
// 2021: by 1 January 2018 the intervention majorée was awarded to 7 % of those integrated in 2015
// and to 19,27 % of those with whom contact was made. Two denominators of one campaign.
const integrated = 36_389
const contacted = 13_218
const opened = 2_547

const sender = 'inami'
const right = 'be.mutualite.intervention-majoree'

/** The flow had an objection procedure; how many used it is not said. ILLUSTRATIVE. */
const objected = 182

const endings: readonly Ending[] = [
  { people: opened, contact: 'letter', outcomes: ['right-opened'] },
  { people: contacted - opened, contact: 'letter' },
  { people: objected, objects: true },
  { people: integrated - contacted - objected },
]

/** The flow went to all mutualities; here two share the people, three to two. */
const receivers = [
  { receiver: 'mutualite-horizon', weight: 3 },
  { receiver: 'mutualite-riviere', weight: 2 },
] as const

const cast: Cast = {
  participants: [
    { id: sender, name: 'INAMI', type: 'inami', country: 'be', publicServiceMission: true },
    {
      id: 'mutualite-riviere',
      name: 'Mutualité Rivière (FICTITIOUS)',
      type: 'mutualite',
      country: 'be',
      publicServiceMission: true,
    },
  ],
  agreements: nowMs =>
    receivers.map(({ receiver }) =>
      agreementText({
        sender,
        receiver,
        rights: [right],
        basis: 'statutory-duty',
        optionalFields: { trigger: ['income-fell'] },
        nowMs,
      }),
    ),
}

/** Households with a low income, found in tax records, and how many of them draw the right then. */
export function inamiIm(people: number | undefined): Scenario {
  const played = people === undefined ? endings : scaleEndings(endings, people)
  const parts = splitEndings(
    played,
    receivers.map(({ weight }) => weight),
  )
  return oneCampaign({
    name: 'inami-im',
    title:
      'The INAMI finds households whose income would give them the intervention majorée, and ' +
      'tells their mutualities.',
    cast,
    script: {
      prefix: '',
      sender,
      right,
      scheme: 'be-niss',
      parts: receivers.map(({ receiver }, place) => ({
        receiver,
        about: { addressee: receiver, trigger: 'income-fell' },
        endings: parts[place] ?? [],
      })),
    },
  })
}
