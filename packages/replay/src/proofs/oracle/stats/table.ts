/** What was seen of one sample: numbers, and words of which only equality says something. */
export type Sighting = ReadonlyMap<string, number | string>

/** One column of numbers over all samples, and the same cut into at most 64 steps. */
export interface Column {
  readonly name: string
  /** −∞ where a sample has no such value: being absent is a value, too. */
  readonly values: Float64Array
  readonly bins: Uint8Array
  readonly binCount: number
}

export const binsMax = 64
/** Of the words of one name the most frequent ones get a column each, the others one together. */
const wordsMax = 20
const absent = Number.NEGATIVE_INFINITY

/**
 * Makes columns of everything that was seen of any sample: of a name with numbers one, of a name
 * with words one for each frequent word. What is the same for all says nothing and is left out.
 */
export function tabulate(sightings: readonly Sighting[]): Column[] {
  const names = new Set(sightings.flatMap(each => [...each.keys()]))
  return [...names].sort().flatMap(name => {
    const seen = sightings.map(each => each.get(name))
    return [...numbersOf(name, seen), ...wordsOf(name, seen)]
  })
}

type Seen = readonly (number | string | undefined)[]

function numbersOf(name: string, seen: Seen): Column[] {
  const values = Float64Array.from(seen, value => (typeof value === 'number' ? value : absent))
  return columnOf(name, values)
}

function wordsOf(name: string, seen: Seen): Column[] {
  const counts = new Map<string, number>()
  for (const value of seen) {
    if (typeof value === 'string') counts.set(value, (counts.get(value) ?? 0) + 1)
  }
  const words = [...counts].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const frequent = words.slice(0, wordsMax).map(([word]) => word)
  const isFrequent = new Set(frequent)
  const columns = frequent.flatMap(word =>
    columnOf(
      `${name} = ${word}`,
      Float64Array.from(seen, value => (value === word ? 1 : 0)),
    ),
  )
  if (words.length === frequent.length) return columns
  const rare = (value: unknown) => typeof value === 'string' && !isFrequent.has(value)
  return [
    ...columns,
    ...columnOf(
      `${name} = rare`,
      Float64Array.from(seen, value => (rare(value) ? 1 : 0)),
    ),
  ]
}

function columnOf(name: string, values: Float64Array): Column[] {
  const edges = cut(values)
  if (edges.length === 0) return []
  const bins = Uint8Array.from(values, value => binOf(edges, value))
  return [{ name, values, bins, binCount: edges.length + 1 }]
}

/** Where the steps begin: each holds about as many samples, equal values never lie in two. */
function cut(values: Float64Array): number[] {
  const sorted = values.slice().sort()
  const first = sorted[0]
  const edges: number[] = []
  for (let step = 1; step < binsMax; step += 1) {
    const edge = sorted[Math.floor((step * sorted.length) / binsMax)]
    if (edge !== undefined && edge !== first && edge !== edges.at(-1)) edges.push(edge)
  }
  // A rare value at the end must not hide in the step of the others.
  const last = sorted.at(-1)
  if (last !== undefined && last !== first && edges.length === 0) edges.push(last)
  return edges
}

function binOf(edges: readonly number[], value: number): number {
  let low = 0
  let high = edges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((edges[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
