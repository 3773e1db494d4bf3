import type { Outcome } from '@unefois/contracts'
import { seededRandom } from '@unefois/identifiers'

/** How the desk gets in touch: a letter that carries the notice, a talk, or calls in vain. */
export type Contact = 'letter' | 'talk' | 'in-vain'

/** What becomes of so many of the people of a campaign, whoever they are. */
export interface Ending {
  readonly people: number
  /** The person objected before: the hub accepts the signal like any other and delivers nothing. */
  readonly objects?: true
  /** Absent: the desk does nothing, the case waits in its queue. */
  readonly contact?: Contact
  /** What the case is closed with; absent: it stays open. */
  readonly outcomes?: readonly Outcome[]
}

/** How many people these endings are about. */
export function countPeople(endings: readonly { readonly people: number }[]): number {
  return endings.reduce((sum, ending) => sum + ending.people, 0)
}

/** The same shares for another number of people, to one person (largest remainders). */
export function scaleEndings<Share extends { readonly people: number }>(
  endings: readonly Share[],
  people: number,
): Share[] {
  const all = countPeople(endings)
  const shares = apportion(
    endings.map(ending => ending.people / all),
    people,
  )
  return endings.map((ending, place) => ({ ...ending, people: shares[place] ?? 0 }))
}

/** Cuts endings into parts of these weights; what the parts hold of each ending sums to it. */
export function splitEndings(endings: readonly Ending[], weights: readonly number[]): Ending[][] {
  const sum = weights.reduce((all, weight) => all + weight, 0)
  const shares = weights.map(weight => weight / sum)
  const cut = endings.map(ending => apportion(shares, ending.people))
  return weights.map((_, part) =>
    endings.map((ending, place) => ({ ...ending, people: cut[place]?.[part] ?? 0 })),
  )
}

/**
 * Draws lots without replacement: as many of each ending as it says, in an order that the seed
 * decides. The totals are exact whoever draws what.
 */
export function drawLots<Lot extends { readonly people: number }>(
  endings: readonly Lot[],
  seed: number,
): Lot[] {
  const lots = endings.flatMap(ending => Array.from({ length: ending.people }, () => ending))
  return shuffle(lots, seed)
}

/** The same items in an order that the seed decides (Fisher and Yates). */
export function shuffle<T>(items: readonly T[], seed: number): T[] {
  const random = seededRandom(seed)
  const shuffled = [...items]
  for (let last = shuffled.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1))
    const [a, b] = [shuffled[last] as T, shuffled[other] as T]
    shuffled[last] = b
    shuffled[other] = a
  }
  return shuffled
}

/** Whole numbers in these shares (of 1) that sum to the total. */
function apportion(shares: readonly number[], total: number): number[] {
  const exact = shares.map(share => share * total)
  const whole = exact.map(Math.floor)
  const missing = total - whole.reduce((sum, each) => sum + each, 0)
  const byRemainder = exact
    .map((value, place) => ({ place, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.place - b.place)
  for (const { place } of byRemainder.slice(0, missing)) whole[place] = (whole[place] ?? 0) + 1
  return whole
}
