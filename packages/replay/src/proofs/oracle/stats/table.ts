/** Where what is seen of one sample is written down: numbers, and words that are equal or not. */
export interface Notes {
  set(name: string, value: number | string): unknown
}

/** One column of numbers over all samples, ranked, and cut into at most 64 steps. */
export interface Column {
  readonly name: string
  /** The rank of each sample’s value, equal values equal; of being absent, too. */
  readonly codes: Uint32Array
  readonly codeCount: number
  readonly bins: Uint8Array
  readonly binCount: number
}

/** All that was seen of so many samples, by name. Kept in columns: there are millions of notes. */
export interface Board {
  notes(place: number): Notes
  /** A column of each name with numbers and of each frequent word; never what all have alike. */
  columns(): Column[]
}

export const binsMax = 64
/** Of the words of one name the most frequent ones get a column each, the others one together. */
const wordsMax = 20
/** A word that fewer samples share says nothing of a kind: ids are such words. */
const wordTimesMin = 5
/** Beyond so many different words of one name they are noted as others. */
const wordsKeptMax = 500
const absent = Number.NEGATIVE_INFINITY
const noWord = -1
const otherWord = -2

interface Seen {
  numbers?: Float64Array
  words?: Int32Array
  readonly wordCodes: Map<string, number>
}

/** A board for so many samples. A name noted twice of one sample keeps what came last. */
export function openBoard(samples: number): Board {
  const seen = new Map<string, Seen>()
  const of = (name: string): Seen => {
    const known = seen.get(name) ?? { wordCodes: new Map<string, number>() }
    seen.set(name, known)
    return known
  }
  return {
    notes: place => ({
      set(name, value) {
        const entry = of(name)
        if (typeof value === 'number') {
          entry.numbers ??= new Float64Array(samples).fill(absent)
          entry.numbers[place] = value
        } else {
          entry.words ??= new Int32Array(samples).fill(noWord)
          entry.words[place] = codeOf(entry.wordCodes, value)
        }
      },
    }),
    columns: () =>
      [...seen]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .flatMap(([name, { numbers, words, wordCodes }]) => [
          ...(numbers === undefined ? [] : columnOf(name, numbers)),
          ...(words === undefined ? [] : wordsOf(name, words, wordCodes)),
        ]),
  }
}

function codeOf(codes: Map<string, number>, word: string): number {
  const known = codes.get(word)
  if (known !== undefined) return known
  if (codes.size >= wordsKeptMax) return otherWord
  codes.set(word, codes.size)
  return codes.size - 1
}

function wordsOf(name: string, words: Int32Array, codes: ReadonlyMap<string, number>): Column[] {
  const counts = new Map<number, number>()
  for (const word of words) counts.set(word, (counts.get(word) ?? 0) + 1)
  const known = [...codes].map(([word, code]) => ({ word, code, count: counts.get(code) ?? 0 }))
  const frequent = known
    .filter(({ count }) => count >= wordTimesMin)
    .sort((a, b) => b.count - a.count || a.code - b.code)
    .slice(0, wordsMax)
  const isFrequent = new Set(frequent.map(({ code }) => code))
  const mark = (is: (code: number) => boolean) =>
    Float64Array.from(words, code => (is(code) ? 1 : 0))
  return [
    ...frequent.flatMap(({ word, code }) =>
      columnOf(
        `${name} = ${word}`,
        mark(each => each === code),
      ),
    ),
    ...columnOf(
      `${name} = a rare one`,
      mark(each => each !== noWord && !isFrequent.has(each)),
    ),
  ]
}

function columnOf(name: string, values: Float64Array): Column[] {
  const sorted = values.slice().sort()
  const distinct = sorted.filter((value, place) => value !== sorted[place - 1])
  if (distinct.length < 2) return []
  const edges = cut(sorted)
  const codes = Uint32Array.from(values, value => placeIn(distinct, value) - 1)
  const bins = Uint8Array.from(values, value => placeIn(edges, value))
  return [{ name, codes, codeCount: distinct.length, bins, binCount: edges.length + 1 }]
}

/** Where the steps begin: each holds about as many samples, equal values never lie in two. */
function cut(sorted: Float64Array): Float64Array {
  const first = sorted[0]
  const edges: number[] = []
  for (let step = 1; step < binsMax; step += 1) {
    const edge = sorted[Math.floor((step * sorted.length) / binsMax)]
    if (edge !== undefined && edge !== first && edge !== edges.at(-1)) edges.push(edge)
  }
  // A rare value at the end must not hide in the step of the others.
  const last = sorted.at(-1)
  if (last !== undefined && edges.length === 0) edges.push(last)
  return Float64Array.from(edges)
}

/** How many of the sorted values are not above this one. */
function placeIn(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((sorted[middle] ?? 0) <= value) low = middle + 1
    else high = middle
  }
  return low
}
