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
