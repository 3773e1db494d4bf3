/** The middle value; the mean of the two middle ones when their number is even. */
export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** A quantile by linear interpolation between the two nearest ranks. @throws on no values. */
export function percentile(values: readonly number[], quantile: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const at = (sorted.length - 1) * quantile
  const below = sorted[Math.floor(at)]
  const above = sorted[Math.ceil(at)]
  if (below === undefined || above === undefined) throw new Error('no values to rank')
  return below + (above - below) * (at - Math.floor(at))
}

/** Rounds to so many digits after the point. */
export function round(value: number, digits = 2): number {
  return Number(value.toFixed(digits))
}
