import { agreementText } from '@unefois/local'
import { type Ending, scaleEndings } from '../campaigns/endings.ts'
import { oneCampaign } from '../campaigns/one-campaign.ts'
import { percent, withOutcome } from '../campaigns/view.ts'
import type { Cast, Scenario } from '../scenario.ts'

// Cour des comptes, May 2024, on the campaign of 2023 towards people over 70 who draw a pension of
// the SNCF’s scheme and had paid into the general scheme, too: “sur les 12 224 assurés contactés,
// 22 % ont déposé un dossier de retraite personnel, ce qui a conduit à servir près de 2 600
// pensions”.
const contacted = 12_224
/** 22 %, to one person. */
const filed = Math.round(contacted * 0.22)
/** “Près de 2 600”: the round figure itself. */
const pensions = 2_600

const sender = 'cprp-sncf'
const receiver = 'carsat-sud-est'
/** The catalogue’s one right of a Carsat stands for the pension of the general scheme. */
const right = 'fr.carsat.aspa'

const endings: readonly Ending[] = [
  { people: pensions, contact: 'letter', outcomes: ['claim-filed', 'right-opened'] },
  { people: filed - pensions, contact: 'letter', outcomes: ['claim-filed', 'claim-refused'] },
  { people: contacted - filed, contact: 'letter' },
]

const cast: Cast = {
  participants: [
    {
      id: sender,
      name: 'Caisse de prévoyance et de retraite du personnel ferroviaire',
      type: 'carsat',
      country: 'fr',
      publicServiceMission: true,
    },
  ],
  agreements: nowMs => [
    agreementText({
      sender,
      receiver,
      rights: [right],
      basis: 'public-task',
      optionalFields: { territory: ['fr-13'], trigger: ['contributions-elsewhere'] },
      nowMs,
    }),
  ],
}

/** One scheme’s pensioners, one letter each, and how many of them then draw a second pension. */
export function sncf2023(people: number | undefined): Scenario {
  return oneCampaign({
    name: 'sncf-2023',
    title:
      'Pensioners of the SNCF who are over 70 once paid into the general scheme, too. A pension ' +
      'waits for them there; nobody has told them.',
    cast,
    script: {
      prefix: '',
      sender,
      right,
      scheme: 'fr-nir',
      parts: [
        {
          receiver,
          about: { territory: 'fr-13', trigger: 'contributions-elsewhere' },
          endings: people === undefined ? endings : scaleEndings(endings, people),
        },
      ],
    },
    follow: counts => ({
      filedOfContacted: percent(withOutcome(counts, 'claim-filed'), counts.contacted, 1),
    }),
  })
}
