import type { ProblemPointer } from './problem.ts'
import { sentenceFor } from './sentences.ts'

/** More would tell nobody more. */
export const problemPointersMax = 20

/** The part of an Ajv error that may be read: never `message`, never `data`. */
export interface SchemaError {
  readonly instancePath: string
  readonly keyword: string
  readonly params?: Readonly<Record<string, unknown>>
}

/**
 * Turns schema errors into JSON Pointers (RFC 6901) with fixed sentences. An unknown property can
 * be a person's identifier, so it is reported at its parent and never named; a pointer is cut at
 * the first segment that is neither an index nor a name of `knownNames` (the contracts' own).
 */
export function pointersOf(
  errors: readonly SchemaError[],
  knownNames: ReadonlySet<string>,
): ProblemPointer[] {
  const seen = new Map<string, ProblemPointer>()
  for (const error of errors) {
    const pointer = knownPart(fullPath(error), knownNames)
    const detail = sentenceFor(error.keyword)
    seen.set(`${pointer} ${detail}`, { pointer, detail })
    if (seen.size >= problemPointersMax) break
  }
  return [...seen.values()]
}

function fullPath(error: SchemaError): string {
  const missing = error.params?.missingProperty
  return typeof missing === 'string' ? `${error.instancePath}/${missing}` : error.instancePath
}

function knownPart(path: string, knownNames: ReadonlySet<string>): string {
  const kept: string[] = []
  for (const segment of path.split('/').slice(1)) {
    const name = segment.replaceAll('~1', '/').replaceAll('~0', '~')
    if (!/^(0|[1-9][0-9]{0,6})$/u.test(name) && !knownNames.has(name)) break
    kept.push(segment)
  }
  return kept.map(segment => `/${segment}`).join('')
}

/** Every property name that the given schemas themselves declare, at any depth. */
export function declaredNames(schemas: readonly unknown[]): Set<string> {
  const names = new Set<string>()
  const visit = (node: unknown): void => {
    if (Array.isArray(node)) for (const item of node) visit(item)
    if (typeof node !== 'object' || node === null || Array.isArray(node)) return
    for (const [key, value] of Object.entries(node)) {
      if (key === 'properties' && typeof value === 'object' && value !== null) {
        for (const name of Object.keys(value)) names.add(name)
      }
      visit(value)
    }
  }
  for (const schema of schemas) visit(schema)
  return names
}
