/** A whole number below another, from a seed. */
export type Draw = (below: number) => number

export function seededDraw(seed: number): Draw {
  let state = seed
  return below => {
    // mulberry32
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)
    return Math.floor((((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296) * below)
  }
}

/** Bytes otherwise than they are: a bit, a cut, a piece twice, a piece gone, noise. */
export function* mutationsOf(bytes: Buffer, draw: Draw, count: number): Generator<Buffer> {
  const kinds: readonly ((at: number) => Buffer)[] = [
    at => {
      const changed = Buffer.from(bytes)
      changed[at] = (changed[at] ?? 0) ^ (1 << draw(8))
      return changed
    },
    at => bytes.subarray(0, at),
    at => Buffer.concat([bytes.subarray(0, at), bytes.subarray(draw(at + 1))]),
    at => Buffer.concat([bytes.subarray(0, at), bytes.subarray(at + 1 + draw(40))]),
    at => {
      const noise = Buffer.from(Array.from({ length: 1 + draw(12) }, () => draw(256)))
      return Buffer.concat([bytes.subarray(0, at), noise, bytes.subarray(at)])
    },
  ]
  for (let made = 0; made < count; ) {
    const changed = kinds[draw(kinds.length)]?.(draw(bytes.length)) ?? bytes
    if (changed.equals(bytes)) continue
    made += 1
    yield changed
  }
}

const deep = 100_000

/** JSON of every odd shape, as text. */
export const oddValues: readonly string[] = [
  'null',
  '[]',
  '{}',
  '""',
  'true',
  '-1',
  '1e999',
  '1e308',
  '9007199254740993',
  '0.1',
  '"\\ud800"',
  '"\\u0000"',
  '{"__proto__":{"a":1}}',
  '{"toJSON":1,"constructor":2}',
  '{"a":1,"a":2}',
  `"${'x'.repeat(300_000)}"`,
  `${'['.repeat(deep)}${']'.repeat(deep)}`,
  `${'{"a":'.repeat(deep)}1${'}'.repeat(deep)}`,
]

/** A document with each odd value in the place of each of its own, as text. */
export function* replaced(document: unknown): Generator<string> {
  for (const path of pathsOf(document)) {
    for (const odd of oddValues) {
      const marked = JSON.stringify(withMark(document, path))
      yield marked.replace(JSON.stringify(mark), () => odd)
    }
  }
}

const mark = '\u2021here\u2021'
type Path = readonly (string | number)[]

/** At most two elements of a list are gone into: they are all alike. */
function* pathsOf(value: unknown, path: Path = []): Generator<Path> {
  if (typeof value !== 'object' || value === null) return
  const names = Array.isArray(value) ? [0, 1].slice(0, value.length) : Object.keys(value)
  for (const name of names) {
    yield [...path, name]
    yield* pathsOf(Reflect.get(value, name), [...path, name])
  }
}

function withMark(value: unknown, [name, ...rest]: Path): unknown {
  if (name === undefined) return mark
  const copy: object = Array.isArray(value) ? [...value] : { ...Object(value) }
  Reflect.set(copy, name, withMark(Reflect.get(copy, name), rest))
  return copy
}
