import type { OutcomeCounts } from '@unefois/contracts'

type Outcome = keyof OutcomeCounts

/** Signals of one receiver that went the same way, as one statement counts them. */
export interface CampaignCell {
  readonly receiver: string
  readonly received: boolean
  readonly contacted: boolean
  readonly declined: boolean
  /** Empty while the case is open. */
  readonly outcomes: readonly Outcome[]
  readonly signals: number
}

/** Exact counts: for receivers of what they received, and for the hub's officer; else never. */
export interface CampaignCounts {
  readonly integrated: number
  readonly received: number
  readonly contacted: number
  readonly closed: number
  readonly declined: number
  readonly outcomes: OutcomeCounts
}

/** Adds up cells. Outcomes are multi-valued: they may sum to more than the closed cases. */
export function countCells(cells: readonly CampaignCell[]): CampaignCounts {
  const sum = (of: (cell: CampaignCell) => boolean) =>
    cells.reduce((all, cell) => all + (of(cell) ? cell.signals : 0), 0)
  const codes = [...new Set(cells.flatMap(cell => cell.outcomes))].sort()
  return {
    integrated: sum(() => true),
    received: sum(cell => cell.received),
    contacted: sum(cell => cell.contacted),
    closed: sum(cell => cell.outcomes.length > 0),
    declined: sum(cell => cell.declined),
    outcomes: Object.fromEntries(
      codes.map(code => [code, sum(cell => cell.outcomes.includes(code))]),
    ),
  }
}

/** The counts of each receiver, every one of them listed. */
export function countReceivers(
  cells: readonly CampaignCell[],
  receivers: readonly string[],
): (CampaignCounts & { receiver: string })[] {
  return receivers.map(receiver => ({
    receiver,
    ...countCells(cells.filter(cell => cell.receiver === receiver)),
  }))
}

/** Per cent to two decimals; null of a figure that is not shown, and of nothing. */
export function shareOf(part: number | null, whole: number | null): number | null {
  if (part === null || whole === null || whole === 0) return null
  return Math.round((10_000 * part) / whole) / 100
}
