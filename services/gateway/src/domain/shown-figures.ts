import { codes, type OutcomeCounts } from '@unefois/contracts'
import { type CampaignCell, type CampaignCounts, countCells, shareOf } from './campaign-counts.ts'
import { type ExactRow, hideSmall, type ShownRow, showRow } from './rounded-figures.ts'

/**
 * Outcomes that a sender can bring about a hundred times by itself, without a person: it repeats
 * one signal, or makes people up whom nobody will find. With one person more, a step of five would
 * say whether that person was signalled before, or whether the signal reached anybody.
 */
const unshownOutcomes: ReadonlySet<string> = new Set(['duplicate', 'expired'])

/**
 * A campaign as its sender may see it on a fixed date: its own 202s, who was told, the outcomes.
 * What was received, closed or declined is left out at any size. A sender could send signals about
 * people whom it made up, of whom it knows that each is received and closed as an error: 102 such
 * and one person would say by one step of five whether that person objected.
 */
export interface ShownFigures {
  readonly integrated: { total: number | null; receivers: Readonly<Record<string, number | null>> }
  readonly contacted: ShownRow
  readonly outcomes: Readonly<Record<string, ShownRow>>
}

/** What is shown on a fixed date, given what was shown on the one before. */
export function showFigures(
  cells: readonly CampaignCell[],
  receivers: readonly string[],
  before: ShownFigures | undefined,
): ShownFigures {
  const all = countCells(cells)
  const each = receivers.map(receiver => [
    receiver,
    countCells(cells.filter(cell => cell.receiver === receiver)),
  ]) satisfies [string, CampaignCounts][]
  const shownOutcomes = codes.outcome.filter(({ code }) => !unshownOutcomes.has(code))
  const rowOf = (of: (counts: CampaignCounts) => number): ExactRow => ({
    total: of(all),
    receivers: Object.fromEntries(each.map(([receiver, counts]) => [receiver, of(counts)])),
  })
  return {
    integrated: {
      total: hideSmall(all.integrated),
      receivers: Object.fromEntries(
        each.map(([receiver, counts]) => [receiver, hideSmall(counts.integrated)]),
      ),
    },
    contacted: showRow(
      rowOf(counts => counts.contacted),
      before?.contacted,
    ),
    outcomes: Object.fromEntries(
      shownOutcomes.map(({ code }) => [
        code,
        showRow(
          rowOf(counts => outcomeOf(counts, code)),
          before?.outcomes[code],
        ),
      ]),
    ),
  }
}

/** The figures of all, or of one receiver, in the form of campaign-figures.v1. */
export function tellShown(figures: ShownFigures, receiver?: string) {
  const of = (row: ShownRow) =>
    receiver === undefined ? row.total : (row.receivers[receiver] ?? null)
  const integrated =
    receiver === undefined
      ? figures.integrated.total
      : (figures.integrated.receivers[receiver] ?? null)
  const outcomes: OutcomeCounts = {}
  for (const { code } of codes.outcome) {
    const row = figures.outcomes[code]
    const people = row === undefined ? null : of(row)
    if (people !== null) Object.assign(outcomes, { [code]: people })
  }
  return { integrated, contacted: of(figures.contacted), outcomes }
}

/** The shares of the rights opened, computed from figures as they are told. */
export function sharesOf(told: {
  integrated: number | null
  contacted: number | null
  outcomes: OutcomeCounts
}) {
  const opened = told.outcomes['right-opened'] ?? null
  return {
    openedOfIntegrated: shareOf(opened, told.integrated),
    openedOfContacted: shareOf(opened, told.contacted),
  }
}

function outcomeOf(counts: CampaignCounts, code: string): number {
  return Object.entries(counts.outcomes).find(([name]) => name === code)?.[1] ?? 0
}
