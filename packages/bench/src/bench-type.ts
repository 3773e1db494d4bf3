/** A figure of a bench: a number with its unit in its name, a count, or a few words. */
export type Figure = number | boolean | string

/** What a bench found. `holds` is false when its own counts contradict what it measured. */
export interface Measurement {
  /** Ours ÷ the floor's, so that more is better; each bench says of what. */
  readonly ratio: number
  /** The floor's own rate or time in the same run. */
  readonly floor: number
  readonly holds: boolean
  readonly figures: Readonly<Record<string, Figure>>
}

/** What a caller may make smaller, to try a bench out. */
export interface BenchOptions {
  /** Rows stored before the first round. */
  readonly rows?: number
}

export interface Bench {
  /** What is measured, against which floor, and the goal. */
  readonly goal: string
  run(say: (line: string) => void, options?: BenchOptions): Promise<Measurement>
}

/** `{ at32: { ratio } }` → `{ at32Ratio }`: a bench's result holds no objects. */
export function flatten(nested: Readonly<Record<string, unknown>>): Record<string, Figure> {
  const flat: Record<string, Figure> = {}
  for (const [name, value] of Object.entries(nested)) {
    if (typeof value === 'number' || typeof value === 'boolean' || typeof value === 'string') {
      flat[name] = value
    } else if (Array.isArray(value)) {
      flat[name] = value.join(' ')
    } else if (typeof value === 'object' && value !== null) {
      for (const [inner, figure] of Object.entries(flatten(value as Record<string, unknown>))) {
        flat[name + inner.slice(0, 1).toUpperCase() + inner.slice(1)] = figure
      }
    }
  }
  return flat
}
