import { maskSource } from './mask.ts'
import { lineAt } from './tree.ts'

export interface Import {
  readonly line: number
  readonly specifier: string
  /** `import type`: gone before anything runs. */
  readonly typeOnly: boolean
}

const statements = [
  /\b(?:import|export)\s[^'";]*?\bfrom\s*'([^']+)'/gu,
  /\bimport\s*'([^']+)'/gu,
  /\bimport(?:\.meta\.resolve)?\s*\(\s*'([^']+)'/gu,
]

/** Every module that a text imports, re-exports or loads by a literal name. */
export function findImports(text: string): Import[] {
  const { code, uncommented } = maskSource(text)
  const found: Import[] = []
  for (const statement of statements) {
    for (const match of uncommented.matchAll(statement)) {
      // The word must be code: `import` inside a string is blank in the masked text.
      if (!/^(?:im|ex)port/u.test(code.slice(match.index))) continue
      const typeOnly = /^(?:im|ex)port\s+type\b/u.test(match[0])
      found.push({ line: lineAt(text, match.index), specifier: match[1] ?? '', typeOnly })
    }
  }
  return found.sort((a, b) => a.line - b.line)
}
