import { seededRandom } from '@unefois/identifiers'
import { type Auc, boundsOf, combine, measureAuc, upperTail, varianceUnderChance } from './auc.ts'
import { type Scorer, trainBoosting } from './boost.ts'
import type { Column } from './table.ts'

/** Two groups of samples, by their places in the table. */
export interface Contest {
  readonly name: string
  readonly positives: readonly number[]
  readonly negatives: readonly number[]
}

/** How well one attacker told them apart on samples that it had not learnt from. */
export interface Verdict extends Auc {
  readonly contest: string
  readonly attacker: 'boosting' | 'one-feature'
  readonly lower: number
  readonly upper: number
}

/** One column by itself, over all samples: what it says, and whether chance would explain it. */
export interface LoneFeature {
  readonly name: string
  /** 0.5 or more: the better of both directions. */
  readonly auc: number
  /** Two-sided, times the columns looked at (Bonferroni). */
  readonly chance: number
}

type Train = (columns: readonly Column[], samples: Int32Array, positive: Uint8Array) => Scorer

const attackers: Readonly<Record<Verdict['attacker'], Train>> = {
  boosting: trainBoosting,
  'one-feature': trainOneFeature,
}

/**
 * Learns on one half of each group and judges on the other, then the other way round, so that every
 * sample is judged once by a classifier that has not seen it.
 */
export function judge(
  columns: readonly Column[],
  contest: Contest,
  options: { seed: number; z: number },
): Verdict[] {
  const random = seededRandom(options.seed)
  const positives = halve(contest.positives, random)
  const negatives = halve(contest.negatives, random)
  return Object.entries(attackers).map(([attacker, train]) => {
    const halves = ([0, 1] as const).map(learnt => {
      const judged = learnt === 0 ? 1 : 0
      const samples = Int32Array.from([...positives[learnt], ...negatives[learnt]])
      const known = Uint8Array.from(samples, (_, i) => (i < positives[learnt].length ? 1 : 0))
      const score = train(columns, samples, known)
      return measureAuc(
        Float64Array.from(positives[judged], score),
        Float64Array.from(negatives[judged], score),
      )
    })
    const auc = combine(halves)
    const name = attacker === 'boosting' ? 'boosting' : 'one-feature'
    return { contest: contest.name, attacker: name, ...auc, ...boundsOf(auc, options.z) }
  })
}

/** Every column by itself, the one that says most first. */
export function rankFeatures(columns: readonly Column[], contest: Contest): LoneFeature[] {
  const { positives, negatives } = contest
  const expected = Math.sqrt(varianceUnderChance(positives.length, negatives.length))
  return columns
    .map(({ name, values }) => {
      const { auc, variance } = measureAuc(
        Float64Array.from(positives, place => values[place] ?? 0),
        Float64Array.from(negatives, place => values[place] ?? 0),
      )
      const far = Math.abs(auc - 0.5)
      // Ties make the estimate surer than chance without ties would be.
      const error = variance > 0 ? Math.min(expected, Math.sqrt(variance)) : expected
      const chance = Math.min(1, 2 * upperTail(far / error) * columns.length)
      return { name, auc: 0.5 + far, chance: far === 0 ? 1 : chance }
    })
    .sort((a, b) => b.auc - a.auc)
}

/** The column that says most on the samples learnt from, in the direction in which it says it. */
function trainOneFeature(
  columns: readonly Column[],
  samples: Int32Array,
  isPositive: Uint8Array,
): Scorer {
  const learnt = Array.from(samples)
  const contest = {
    name: '',
    positives: learnt.filter((_, i) => isPositive[i] === 1),
    negatives: learnt.filter((_, i) => isPositive[i] !== 1),
  }
  const [best] = rankFeatures(columns, contest)
  const column = columns.find(each => each.name === best?.name)
  if (column === undefined) return () => 0
  const pick = (places: readonly number[]) =>
    Float64Array.from(places, place => column.values[place] ?? 0)
  const { auc } = measureAuc(pick(contest.positives), pick(contest.negatives))
  const direction = auc < 0.5 ? -1 : 1
  return sample => direction * (column.values[sample] ?? 0)
}

function halve(places: readonly number[], random: () => number): [number[], number[]] {
  const shuffled = [...places]
  for (let i = shuffled.length - 1; i > 0; i -= 1) {
    const j = Math.floor(random() * (i + 1))
    const [a, b] = [shuffled[i], shuffled[j]]
    if (a === undefined || b === undefined) throw new Error('both places are in the list')
    shuffled[i] = b
    shuffled[j] = a
  }
  const middle = Math.ceil(shuffled.length / 2)
  return [shuffled.slice(0, middle), shuffled.slice(middle)]
}
