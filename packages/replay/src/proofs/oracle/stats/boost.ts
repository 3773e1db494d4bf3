import { binsMax, type Column } from './table.ts'

/** Rounds of boosting, how far each moves, and what holds small groups back. */
const rounds = 60
const learningRate = 0.15
const ridge = 4

interface Stump {
  readonly column: Column
  /** Samples of this bin and above go up, the others down. */
  readonly from: number
  readonly down: number
  readonly up: number
  readonly gain: number
}

/** A score for every sample of the table, the higher the more it looks like a positive. */
export interface Scorer {
  (sample: number): number
  /** What it goes by, by how much each column gained it. */
  readonly gains: ReadonlyMap<string, number>
}

/**
 * Gradient boosting of decision stumps under the logistic loss (Friedman 2001), on columns cut into
 * bins: finds thresholds in single columns and adds up what many say.
 */
export function trainBoosting(
  columns: readonly Column[],
  samples: Int32Array,
  isPositive: Uint8Array,
): Scorer {
  const scores = new Float64Array(samples.length)
  const gradients = new Float64Array(samples.length)
  const weights = new Float64Array(samples.length)
  const share = Math.min(
    0.999,
    Math.max(0.001, isPositive.reduce((a, b) => a + b, 0) / samples.length),
  )
  scores.fill(Math.log(share / (1 - share)))
  const stumps: Stump[] = []
  const gains = new Map<string, number>()
  for (let round = 0; round < rounds; round += 1) {
    for (let i = 0; i < samples.length; i += 1) {
      const chance = 1 / (1 + Math.exp(-(scores[i] ?? 0)))
      gradients[i] = (isPositive[i] ?? 0) - chance
      weights[i] = chance * (1 - chance)
    }
    const stump = findStump(columns, samples, gradients, weights)
    if (stump === undefined) break
    stumps.push(stump)
    const { name } = stump.column
    gains.set(name, (gains.get(name) ?? 0) + stump.gain)
    for (let i = 0; i < samples.length; i += 1) {
      scores[i] = (scores[i] ?? 0) + say(stump, samples[i] ?? 0)
    }
  }
  const score = (sample: number) => stumps.reduce((sum, stump) => sum + say(stump, sample), 0)
  return Object.assign(score, { gains })
}

function say({ column, from, down, up }: Stump, sample: number): number {
  return (column.bins[sample] ?? 0) >= from ? up : down
}

function findStump(
  columns: readonly Column[],
  samples: Int32Array,
  gradients: Float64Array,
  weights: Float64Array,
): Stump | undefined {
  const allGradients = gradients.reduce((a, b) => a + b, 0)
  const allWeights = weights.reduce((a, b) => a + b, 0)
  const binGradients = new Float64Array(binsMax)
  const binWeights = new Float64Array(binsMax)
  let best: Stump | undefined
  let bestGain = 1e-9
  for (const column of columns) {
    binGradients.fill(0)
    binWeights.fill(0)
    const { bins } = column
    for (let i = 0; i < samples.length; i += 1) {
      const bin = bins[samples[i] ?? 0] ?? 0
      binGradients[bin] = (binGradients[bin] ?? 0) + (gradients[i] ?? 0)
      binWeights[bin] = (binWeights[bin] ?? 0) + (weights[i] ?? 0)
    }
    let down = 0
    let downWeight = 0
    for (let from = 1; from < column.binCount; from += 1) {
      down += binGradients[from - 1] ?? 0
      downWeight += binWeights[from - 1] ?? 0
      const up = allGradients - down
      const upWeight = allWeights - downWeight
      const gain =
        down ** 2 / (downWeight + ridge) +
        up ** 2 / (upWeight + ridge) -
        allGradients ** 2 / (allWeights + ridge)
      if (gain <= bestGain) continue
      bestGain = gain
      best = {
        column,
        from,
        gain,
        down: (learningRate * down) / (downWeight + ridge),
        up: (learningRate * up) / (upWeight + ridge),
      }
    }
  }
  return best
}
