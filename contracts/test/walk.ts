/** One schema node inside a contract, and where it stands. */
export interface Node {
  readonly schema: Readonly<Record<string, unknown>>
  readonly path: string
  /** Inside `if`, `then` or `else`: it narrows another schema and describes nothing of its own. */
  readonly narrows: boolean
}

const maps = ['properties', 'patternProperties', 'definitions']
const lists = ['oneOf', 'anyOf', 'allOf']
const conditions = ['if', 'then', 'else']

/** Visits a schema and all its subschemas; a `properties` table is not itself a schema. */
export function* walk(schema: unknown, path: string, narrows = false): Generator<Node> {
  if (typeof schema !== 'object' || schema === null || Array.isArray(schema)) return
  const entries = Object.entries(schema)
  yield { schema: Object.fromEntries(entries), path, narrows }
  for (const [keyword, value] of entries) {
    const here = `${path}/${keyword}`
    if (keyword === 'items') yield* walk(value, here, narrows)
    if (conditions.includes(keyword)) yield* walk(value, here, true)
    if (!maps.includes(keyword) && !lists.includes(keyword)) continue
    for (const [name, inner] of Object.entries(value))
      yield* walk(inner, `${here}/${name}`, narrows)
  }
}

const sentences = ['Jane Doe', 'she lost her job', 'call 0612345678', '😀', 'a\nb', '<b>']
const wildcard = /\\[sSwWDpP]|\[\^|(?<!\\)\.(?![^[]*\])/
const unbounded = /(?<!\\)[*+](?![^[]*\])|\{\d*,\}/

/** True when a pattern is anchored, bounded, without wildcard, and lets no sentence through. */
export function isTight(pattern: string): boolean {
  if (!/^\^.*\$$/.test(pattern) || wildcard.test(pattern) || unbounded.test(pattern)) return false
  return sentences.every(sentence => !new RegExp(pattern, 'u').test(sentence))
}

/** Paths of the strings that a person could write words in. */
export function findFreeStrings(nodes: Iterable<Node>): string[] {
  return [...nodes]
    .filter(({ schema, narrows }) => !narrows && schema.type === 'string')
    .filter(({ schema }) => schema.enum === undefined && schema.const === undefined)
    .filter(({ schema }) => typeof schema.pattern !== 'string' || !isTight(schema.pattern))
    .map(({ path }) => path)
}

/** Paths of the objects that accept a property nobody named. */
export function findOpenObjects(nodes: Iterable<Node>): string[] {
  return [...nodes]
    .filter(
      ({ schema, narrows }) => !narrows && (schema.type === 'object' || 'properties' in schema),
    )
    .filter(({ schema }) => schema.additionalProperties !== false)
    .map(({ path }) => path)
}

/** Paths of the lists and the strings without a limit. */
export function findUnlimited(nodes: Iterable<Node>): string[] {
  return [...nodes]
    .filter(({ schema, narrows }) => {
      if (narrows) return false
      if (schema.type === 'array') return schema.maxItems === undefined
      const fixed = schema.enum ?? schema.const ?? schema.pattern ?? schema.maxLength
      return schema.type === 'string' && fixed === undefined
    })
    .map(({ path }) => path)
}

/** Every reference in a schema, fragments included. */
export function referencesOf(schema: unknown): string[] {
  return [...walk(schema, '')].flatMap(node =>
    typeof node.schema.$ref === 'string' ? [node.schema.$ref] : [],
  )
}
