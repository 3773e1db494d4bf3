import type { AccompanimentLevel, DetectionChannel, Outcome } from '@unefois/contracts'
import { countPeople, scaleEndings } from '../../campaigns/endings.ts'

// Assurance maladie, press file of March 2018. 35,433 people since 2014; played at a tenth.
const accompanied = 35_433
export const cellPeople = Math.round(accompanied / 10)

export const cpam = 'cpam-13'
export const right = 'fr.cpam.c2s'

/** A channel, who speaks for it, and how many people it detects. */
export interface Channel {
  readonly sender: string
  readonly detection: DetectionChannel
  readonly people: number
}

/** Where it was noticed, in per cent: the file’s chart, which sums to 100 (its text says 51). */
export const detected: readonly Channel[] = [
  { sender: 'accueils-cpam', detection: 'caisse-reception', people: 56 },
  { sender: 'centre-examens-sante', detection: 'health-examination-centre', people: 14 },
  { sender: 'accueils-cpam', detection: 'other-caisse-service', people: 13 },
  { sender: 'france-services-marseille', detection: 'partner', people: 7 },
  { sender: 'carsat-sud-est', detection: 'social-service', people: 5 },
  { sender: 'accueils-cpam', detection: 'medical-service', people: 3 },
  { sender: 'hopital-marseille', detection: 'health-professional', people: 2 },
]

/** How so many accompaniments end; with no outcome, one is still under way. */
export interface CellEnding {
  readonly people: number
  readonly outcomes: readonly Outcome[]
  readonly levels: readonly AccompanimentLevel[]
}

/** “12 701 assurés ont vu leurs droits ouverts”: of these, in per cent, and several at once. */
const opened = 12_701
const byRight = {
  /** CMU-C or ACS awarded. */
  awarded: Math.round(opened * 0.58),
  /** A complementary insurance found, by a claim to its insurer. */
  filed: Math.round(opened * 0.42),
  /** The file brought up to date. */
  updated: Math.round(opened * 0.24),
}
/** “6 030 mieux orientés”, “4 480 ont bénéficié d’un accompagnement financier”. */
const oriented = 6_030
const financed = 4_480
/** How many had both, and how many could not be reached, is not said. ILLUSTRATIVE. */
const both = 1_030
const unreachable = 2_000
const closedOtherwise = oriented + financed - both

const endings: readonly CellEnding[] = [
  { people: byRight.updated, outcomes: ['right-opened', 'right-updated'], levels: ['rights'] },
  { people: byRight.awarded - byRight.updated, outcomes: ['right-opened'], levels: ['rights'] },
  { people: byRight.filed, outcomes: ['claim-filed'], levels: ['rights'] },
  { people: oriented - both, outcomes: ['already-held'], levels: ['orientation'] },
  { people: both, outcomes: ['already-held'], levels: ['orientation', 'financial'] },
  { people: financed - both, outcomes: ['already-held'], levels: ['financial'] },
  { people: unreachable, outcomes: ['unreachable'], levels: [] },
  {
    people: accompanied - byRight.awarded - byRight.filed - closedOtherwise - unreachable,
    outcomes: [],
    levels: [],
  },
]

/** The same shares of so many people. */
export interface Cells {
  readonly channels: readonly Channel[]
  readonly endings: readonly CellEnding[]
}

/** Scales channels and endings, each to exactly so many people. */
export function scaleCells(people: number): Cells {
  const scaled = scaleEndings(endings, people)
  if (countPeople(scaled) !== people) throw new Error('the endings are about everybody')
  return { channels: scaleEndings(detected, people), endings: scaled }
}

/**
 * An accompaniment lasts 90 days in the mean: closings come on these days, as many on the first as
 * on the last. The spread is ILLUSTRATIVE.
 */
export const waves = [60, 90, 120] as const
export const meanDays = 90
/** Advisers of the cell: each keeps the people that are theirs. */
export const advisers = [`${cpam}-adviser`, `${cpam}-adviser-2`, `${cpam}-adviser-3`] as const
