import { seededRandom } from '@unefois/identifiers'
import { type Auc, boundsOf, combine, measureAuc, upperTail } from './auc.ts'
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
  /** The columns it went by, those that gained it most first. */
  readonly wentBy: readonly string[]
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
    const gains = new Map<string, number>()
    const halves = ([0, 1] as const).map(learnt => {
      const judged = learnt === 0 ? 1 : 0
      const samples = Int32Array.from([...positives[learnt], ...negatives[learnt]])
      const known = Uint8Array.from(samples, (_, i) => (i < positives[learnt].length ? 1 : 0))
      const score = train(columns, samples, known)
      for (const [column, gain] of score.gains) gains.set(column, (gains.get(column) ?? 0) + gain)
      return measureAuc(
        Float64Array.from(positives[judged], score),
        Float64Array.from(negatives[judged], score),
      )
    })
    const auc = combine(halves)
    const name = attacker === 'boosting' ? 'boosting' : 'one-feature'
    const wentBy = [...gains].sort(([, a], [, b]) => b - a).map(([column]) => column)
    return { contest: contest.name, attacker: name, ...auc, ...boundsOf(auc, options.z), wentBy }
  })
}

/** Every column by itself, the one that says most first. */
export function rankFeatures(columns: readonly Column[], contest: Contest): LoneFeature[] {
  return columns
    .map(column => {
      const { auc, variance } = areaOf(column, contest)
      const far = Math.abs(auc - 0.5)
      const tail = variance > 0 ? 2 * upperTail(far / Math.sqrt(variance)) : 1
      return { name: column.name, auc: 0.5 + far, chance: Math.min(1, tail * columns.length) }
    })
    .sort((a, b) => b.auc - a.auc)
}

/**
 * The area under the curve of one column’s own values, and the variance that chance would give it
 * (Mann and Whitney, corrected for ties). Counted by value, because there are many columns.
 */
function areaOf({ codes, codeCount }: Column, { positives, negatives }: Contest): Auc {
  const up = new Uint32Array(codeCount)
  const all = new Uint32Array(codeCount)
  for (const place of positives) count(up, codes[place] ?? 0)
  for (const place of positives) count(all, codes[place] ?? 0)
  for (const place of negatives) count(all, codes[place] ?? 0)
  let below = 0
  let pairs = 0
  let ties = 0
  for (let code = 0; code < codeCount; code += 1) {
    const here = up[code] ?? 0
    const others = (all[code] ?? 0) - here
    pairs += here * (below + others / 2)
    below += others
    ties += (all[code] ?? 0) ** 3 - (all[code] ?? 0)
  }
  const [m, n] = [positives.length, negatives.length]
  const size = m + n
  const auc = pairs / (m * n)
  return { auc, variance: (size + 1 - ties / (size * (size - 1))) / (12 * m * n) }
}

function count(counts: Uint32Array, code: number): void {
  counts[code] = (counts[code] ?? 0) + 1
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
  let best: { column: Column; from: number } | undefined
  for (const column of columns) {
    const from = areaOf(column, contest).auc - 0.5
    if (best === undefined || Math.abs(from) > Math.abs(best.from)) best = { column, from }
  }
  if (best === undefined) return Object.assign(() => 0, { gains: new Map<string, number>() })
  const { column, from } = best
  const score = (sample: number) => Math.sign(from) * (column.codes[sample] ?? 0)
  return Object.assign(score, { gains: new Map([[column.name, Math.abs(from)]]) })
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
