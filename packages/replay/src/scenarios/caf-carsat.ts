import { countPeople, type Ending, scaleEndings, splitEndings } from '../campaigns/endings.ts'
import { expectDesks, expectViews } from '../campaigns/expect.ts'
import { type CampaignScript, campaignStates, playCampaign } from '../campaigns/play-campaign.ts'
import { readCampaigns } from '../campaigns/readings.ts'
import type { Scenario } from '../scenario.ts'

// Cour des comptes, May 2024: from lists of people who draw the RSA or the AAH and near the age of
// retirement, sent by the Caf, the Carsat contact them and help them to claim their pension; “la
// part des droits à pension ouverts après ces démarches est désormais connue et suivie”. The Court
// gives no figure: the shares below are ILLUSTRATIVE, and differ, so that a campaign whose figures
// were mixed up with the other’s would show.
const lists: readonly { prefix: string; words: string; endings: readonly Ending[] }[] = [
  {
    prefix: 'rsa-',
    words: 'people who draw the RSA',
    endings: [
      { people: 1_280, contact: 'talk', outcomes: ['claim-filed', 'right-opened'] },
      { people: 150, contact: 'talk', outcomes: ['already-held'] },
      { people: 120, contact: 'talk', outcomes: ['not-eligible'] },
      { people: 450, contact: 'in-vain', outcomes: ['unreachable'] },
      { people: 500, contact: 'letter' },
    ],
  },
  {
    prefix: 'aah-',
    words: 'people who draw the AAH',
    endings: [
      { people: 1_010, contact: 'talk', outcomes: ['claim-filed', 'right-opened'] },
      { people: 240, contact: 'talk', outcomes: ['already-held'] },
      { people: 250, contact: 'letter' },
    ],
  },
]

const sender = 'caf-13'
const receiver = 'carsat-sud-est'
/** The catalogue’s one right of a Carsat stands for the pension of the general scheme. */
const right = 'fr.carsat.aspa'

/** Two lists, two campaigns: the signals are alike, what came of them is followed apart. */
export function cafCarsat(people: number | undefined): Scenario {
  const scripts = writeScripts(people)
  return {
    name: 'caf-carsat',
    title:
      'The CAF knows who draws the RSA or the AAH and nears the age of a pension; the Carsat ' +
      'does not. Two lists become two campaigns. (The signals themselves do not say which.)',
    desks: [receiver],
    states: [...scripts.flatMap(() => campaignStates), 'figures-published'],
    expected: { ...expectViews(scripts), ...expectDesks(scripts) },
    async play(stage) {
      const played = []
      for (const [place, script] of scripts.entries()) {
        stage.narrate(`List ${place + 1}: ${lists[place]?.words}.`)
        played.push(await playCampaign(stage, script))
      }
      return readCampaigns(stage, played)
    },
  }
}

function writeScripts(people: number | undefined): CampaignScript[] {
  const weights = lists.map(list => countPeople(list.endings))
  const sizes =
    people === undefined
      ? weights
      : splitEndings([{ people }], weights).map(part => countPeople(part))
  return lists.map(({ prefix, endings }, place) => ({
    prefix,
    sender,
    right,
    scheme: 'fr-nir',
    parts: [
      {
        receiver,
        about: { territory: 'fr-13', trigger: 'age-threshold' },
        endings: scaleEndings(endings, sizes[place] ?? 0),
      },
    ],
  }))
}
