/** People in the smallest group that a sender may see, and the step to which it sees them. */
export const groupPeopleMin = 100
const roundedToPeople = 5

/** One figure of a campaign, exact, in all and by receiver. */
export interface ExactRow {
  readonly total: number
  readonly receivers: Readonly<Record<string, number>>
}

/** The same as its sender may see it. Null or absent: hidden. */
export interface ShownRow {
  readonly total: number | null
  readonly receivers: Readonly<Record<string, number>>
  /** What the hidden receivers held together when the others were last shown; never served. */
  readonly rest: number
}

/**
 * What a sender is shown of one figure on a fixed date.
 *
 * - A group under 100 is hidden; the others are rounded to 5.
 * - Receivers are hidden so that all minus those shown is nobody, or again a group of 100 of at
 *   least two receivers: when one is hidden, the next smallest is, too.
 * - From date to date a figure moves only when 100 people or more moved it, and the receivers' only
 *   when each of them and the hidden rest did: otherwise a few signals sent after a date would be
 *   the difference between two dates. What is not shown again stays as it was shown.
 */
export function showRow(exact: ExactRow, before: ShownRow | undefined): ShownRow {
  const total = showTotal(exact.total, before?.total ?? null)
  if (total === null) return { total, receivers: {}, rest: 0 }
  const stays = { total, receivers: before?.receivers ?? {}, rest: before?.rest ?? 0 }
  if (total === before?.total) return stays
  const shown = showable(exact)
  const rest = exact.total - sum(shown.map(([, people]) => people))
  const moved = shown.every(([receiver, people]) => hasMoved(people, before?.receivers[receiver]))
  const wasShown = Object.keys(stays.receivers).length > 0
  const restMoved = !wasShown || rest === 0 || Math.abs(rest - stays.rest) >= groupPeopleMin
  if (!moved || !restMoved) return stays
  const receivers = Object.fromEntries(shown.map(([name, people]) => [name, rounded(people)]))
  return { total, receivers, rest }
}

/** Nearest multiple of 5. */
export function rounded(people: number): number {
  return Math.round(people / roundedToPeople) * roundedToPeople
}

/** A figure that says nothing the sender does not know (its own 202s): hidden and rounded only. */
export function hideSmall(people: number): number | null {
  return people < groupPeopleMin ? null : rounded(people)
}

function showTotal(people: number, before: number | null): number | null {
  if (before === null) return hideSmall(people)
  return hasMoved(people, before) ? rounded(people) : before
}

/** Measured from the rounded figure, so with its error on the safe side. */
function hasMoved(people: number, before: number | undefined): boolean {
  return before === undefined || Math.abs(people - before) >= groupPeopleMin + roundedToPeople / 2
}

/** The receivers to show: those of 100 or more but the smallest ones needed to cover the hidden. */
function showable({ total, receivers }: ExactRow): [string, number][] {
  const shown = Object.entries(receivers)
    .filter(([, people]) => people >= groupPeopleMin)
    .sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  let hidden = Object.keys(receivers).length - shown.length
  const isCovered = () =>
    hidden === 0 || (hidden > 1 && total - sum(shown.map(([, people]) => people)) >= groupPeopleMin)
  while (shown.length > 0 && !isCovered()) {
    shown.pop()
    hidden += 1
  }
  return shown
}

function sum(all: readonly number[]): number {
  return all.reduce((sofar, each) => sofar + each, 0)
}
