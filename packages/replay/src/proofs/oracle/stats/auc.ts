/** An estimated area under the ROC curve with its variance. */
export interface Auc {
  readonly auc: number
  readonly variance: number
}

/**
 * The area under the ROC curve: how often a positive scores above a negative, ties counting half;
 * with the variance of DeLong et al. (1988), computed from midranks (Sun & Xu 2014).
 * @throws when one of the two groups has fewer than two scores.
 */
export function measureAuc(positives: Float64Array, negatives: Float64Array): Auc {
  const m = positives.length
  const n = negatives.length
  if (m < 2 || n < 2) throw new Error('an area needs two of each group')
  const all = new Float64Array(m + n)
  all.set(positives)
  all.set(negatives, m)
  const ranks = midranks(all)
  const ownPositive = midranks(positives)
  const ownNegative = midranks(negatives)
  // Of each positive the share of negatives below it, of each negative that of positives above it.
  const above = ownPositive.map((own, i) => ((ranks[i] ?? 0) - own) / n)
  const below = ownNegative.map((own, i) => 1 - ((ranks[m + i] ?? 0) - own) / m)
  return {
    auc: mean(above),
    variance: varianceOf(above) / m + varianceOf(below) / n,
  }
}

/** The mean of estimates on disjoint halves. */
export function combine(parts: readonly Auc[]): Auc {
  const count = parts.length
  return {
    auc: parts.reduce((sum, each) => sum + each.auc, 0) / count,
    variance: parts.reduce((sum, each) => sum + each.variance, 0) / count ** 2,
  }
}

/** The one-sided bounds of an estimate. Both together hold at twice the error of one. */
export function boundsOf({ auc, variance }: Auc, z: number): { lower: number; upper: number } {
  const margin = z * Math.sqrt(variance)
  return { lower: auc - margin, upper: auc + margin }
}

/** The variance when the scores say nothing: that of the Mann-Whitney statistic. */
export function varianceUnderChance(positives: number, negatives: number): number {
  return (positives + negatives + 1) / (12 * positives * negatives)
}

/** Ranks from 1; equal values share the mean of theirs. */
export function midranks(values: Float64Array): Float64Array {
  const order = Array.from(values.keys()).sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0))
  const ranks = new Float64Array(values.length)
  for (let from = 0; from < order.length; ) {
    let to = from + 1
    const value = values[order[from] ?? 0]
    while (to < order.length && values[order[to] ?? 0] === value) to += 1
    for (let i = from; i < to; i += 1) ranks[order[i] ?? 0] = (from + to + 1) / 2
    from = to
  }
  return ranks
}

/** The probability that a standard normal variable is above `z` (Abramowitz & Stegun 7.1.26). */
export function upperTail(z: number): number {
  const x = Math.abs(z) / Math.SQRT2
  const t = 1 / (1 + 0.3275911 * x)
  const poly =
    t *
    (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429))))
  const tail = (poly * Math.exp(-x * x)) / 2
  return z >= 0 ? tail : 1 - tail
}

function mean(values: Float64Array): number {
  return values.reduce((sum, each) => sum + each, 0) / values.length
}

function varianceOf(values: Float64Array): number {
  const center = mean(values)
  return values.reduce((sum, each) => sum + (each - center) ** 2, 0) / (values.length - 1)
}
