import type { Outcome } from '@unefois/contracts'
import type { Figures } from '../result.ts'
import type { Ending } from './endings.ts'

/** The counts of one campaign, or of what one receiver got of it. */
export interface CampaignCounts {
  /** Signals that got a 202, which a receiver does not learn. */
  readonly integrated?: number
  readonly received: number
  readonly contacted: number
  readonly closed: number
  readonly declined: number
  readonly outcomes: Readonly<Partial<Record<Outcome, number>>>
}

/** A sender never sees a group smaller than this, and the others only to the nearest five. */
const groupPeopleMin = 100
const roundedTo = 5
/** Nor, at any size, outcomes that it could bring about by itself to count one person more. */
const unshownOutcomes: ReadonlySet<string> = new Set(['duplicate', 'expired'])

/** The same where something may be hidden or not told. */
interface ToldCounts {
  readonly integrated?: number | null | undefined
  readonly received?: number | null | undefined
  readonly contacted?: number | null | undefined
  readonly closed?: number | null | undefined
  readonly declined?: number | null | undefined
  readonly outcomes?: Readonly<Partial<Record<Outcome, number | null>>>
}

/** What must be counted when these endings have come. Computed here, never read from the hub. */
export function expectCounts(endings: readonly Ending[]): CampaignCounts & { integrated: number } {
  const outcomes: Partial<Record<Outcome, number>> = {}
  const sum = (of: (ending: Ending) => boolean) =>
    endings.reduce((all, ending) => all + (of(ending) ? ending.people : 0), 0)
  for (const { people, outcomes: codes = [] } of endings) {
    for (const code of codes) outcomes[code] = (outcomes[code] ?? 0) + people
  }
  return {
    integrated: sum(() => true),
    received: sum(ending => ending.objects !== true),
    contacted: sum(({ contact }) => contact === 'letter' || contact === 'talk'),
    closed: sum(ending => ending.outcomes !== undefined),
    declined: 0,
    outcomes,
  }
}

/** The counts by name; what is not told, and outcomes that nobody had, are left out. */
export function nameCounts(prefix: string, counts: ToldCounts): Figures {
  const { outcomes, ...states } = counts
  const named = Object.entries({ ...states, ...outcomes }).flatMap(([name, count]) =>
    typeof count === 'number' && (count > 0 || name in states) ? [[`${prefix}${name}`, count]] : [],
  )
  return Object.fromEntries(named)
}

/** The exact counts as a receiver learns them, by name. */
export function nameAsReceiver(prefix: string, exact: CampaignCounts): Figures {
  return nameCounts(prefix, { ...exact, integrated: undefined })
}

/**
 * What the sender may see of exact counts: its own 202s, contacts and outcomes, small groups
 * hidden, the others rounded. What was received, closed or declined would tell it of objections.
 */
export function nameAsSender(prefix: string, exact: CampaignCounts): Figures {
  const { integrated, contacted, outcomes } = exact
  const shown = Object.entries(outcomes)
    .filter(([code]) => !unshownOutcomes.has(code))
    .map(([code, count]) => [code, round(count)])
  const told = {
    integrated: round(integrated),
    contacted: round(contacted),
    outcomes: Object.fromEntries(shown),
  }
  return { ...nameCounts(prefix, told), ...nameShares(prefix, told) }
}

/** Nothing of a small group, the nearest five of another. */
function round(count = 0): number | null {
  return count < groupPeopleMin ? null : Math.round(count / roundedTo) * roundedTo
}

/**
 * The shares of the rights opened, as officer and sender are told them: of the figures as they
 * stand there, none where nothing stands.
 */
export function nameShares(prefix: string, told: ToldCounts): Figures {
  const opened = told.outcomes?.['right-opened'] ?? 0
  const shares = { openedOfIntegrated: told.integrated, openedOfContacted: told.contacted }
  const named = Object.entries(shares).flatMap(([name, whole]) =>
    opened > 0 && typeof whole === 'number' ? [[`${prefix}${name}`, percent(opened, whole)]] : [],
  )
  return Object.fromEntries(named)
}

/** A share in per cent, to so many decimals; of nothing, nothing. */
export function percent(part: number, whole: number | undefined, decimals = 2): number {
  return whole === undefined || whole === 0 ? 0 : Number(((100 * part) / whole).toFixed(decimals))
}

/** How many of a campaign ended with this outcome. */
export function withOutcome(counts: CampaignCounts, outcome: Outcome): number {
  return counts.outcomes[outcome] ?? 0
}
