import type { ProblemPointer } from '@unefois/errors'
import { problems } from '../errors.ts'

/** One parameter of a query string: text of a tight pattern, or a whole number within bounds. */
export type QueryParameter =
  | { readonly type: 'string'; readonly pattern: string; readonly required?: true }
  | {
      readonly type: 'integer'
      readonly minimum: number
      readonly maximum: number
      readonly default?: number
      readonly required?: true
    }

export type QueryShape = Readonly<Record<string, QueryParameter>>

/** Lists: `?after=<cursor>&limit=<1..500>`. Spread into a route's `query`. */
export const pageQuery = {
  after: { type: 'string', pattern: '^[A-Za-z0-9_-]{1,64}$' },
  limit: { type: 'integer', minimum: 1, maximum: 500, default: 100 },
} as const satisfies QueryShape

export type QueryValues<Q extends QueryShape> = {
  readonly [K in keyof Q]:
    | (Q[K]['type'] extends 'integer' ? number : string)
    | (Q[K] extends { required: true } | { default: number } ? never : undefined)
}

const integerPattern = /^-?(0|[1-9][0-9]{0,14})$/u

/**
 * Reads a query string against its shape (Ajv without coercion would refuse `?limit=5`).
 * An unknown or repeated parameter is refused and never named.
 * @throws Problem 400 with pointers to our own parameter names.
 */
export function readQuery<Q extends QueryShape>(query: unknown, shape: Q): QueryValues<Q> {
  const given = new Map(Object.entries(typeof query === 'object' && query !== null ? query : {}))
  const values: Record<string, string | number | undefined> = {}
  const pointers: ProblemPointer[] = []
  for (const [name, parameter] of Object.entries(shape)) {
    const text = given.get(name)
    given.delete(name)
    const value = text === undefined ? defaultOf(parameter) : parse(text, parameter)
    if (value === undefined && (text !== undefined || parameter.required)) {
      const detail = text === undefined ? 'is required' : 'does not have the expected form'
      pointers.push({ pointer: `/${name}`, detail })
    }
    values[name] = value
  }
  if (given.size > 0)
    pointers.push({ pointer: '', detail: 'holds a parameter that is not allowed' })
  if (pointers.length > 0) throw problems['invalid-query']({ pointers })
  return values as QueryValues<Q>
}

function defaultOf(parameter: QueryParameter): number | undefined {
  return parameter.type === 'integer' ? parameter.default : undefined
}

function parse(text: unknown, parameter: QueryParameter): string | number | undefined {
  if (typeof text !== 'string') return undefined
  if (parameter.type === 'string') {
    return new RegExp(parameter.pattern, 'u').test(text) ? text : undefined
  }
  if (!integerPattern.test(text)) return undefined
  const value = Number(text)
  return value >= parameter.minimum && value <= parameter.maximum ? value : undefined
}
