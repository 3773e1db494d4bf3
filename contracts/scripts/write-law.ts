import { readFileSync } from 'node:fs'

/** One value of contracts/law/*.json; `list` names the code list that its members are of. */
interface WrittenValue {
  readonly value: number | readonly string[]
  readonly list?: string
  readonly source: string
}

interface WrittenProfile {
  readonly rules: Readonly<Record<string, string>>
  readonly values: Readonly<Record<string, WrittenValue>>
}

const profiles = ['fr', 'be'] as const

const pascalCase = (name: string) =>
  name.replace(/(^|-)([a-z0-9])/g, (_, _dash, next) => next.toUpperCase())

function read(profile: string): WrittenProfile {
  return JSON.parse(readFileSync(new URL(`../law/${profile}.json`, import.meta.url), 'utf8'))
}

/** The text of generated/law.ts: the type of a profile's values, and the names of the rules. */
export function writeLaw(): string {
  const written = profiles.map(read)
  const values = Object.assign({}, ...written.map(profile => profile.values))
  const rules = [...new Set(written.flatMap(profile => Object.keys(profile.rules)))]
  const lists = Object.values<WrittenValue>(values).flatMap(({ list }) => list ?? [])
  const imported = [...new Set(lists.map(pascalCase))].sort()
  return [
    '// Written by contracts/scripts/generate.ts from contracts/law/*.json. Do not edit.',
    `import type { ${imported.join(', ')} } from './types.ts'`,
    '',
    '/** A value that the law fixes, with the article that fixes it. */',
    'export interface LegalValue<T> {\n  readonly value: T\n  readonly source: string\n}',
    '',
    '/** The legal values of one profile; the unit is in the name. */',
    'export interface Law {',
    ...Object.entries<WrittenValue>(values).map(
      ([name, value]) => `  readonly ${name}: LegalValue<${typeOf(value)}>`,
    ),
    '}',
    '',
    '/** The rules of contracts/law/rules.json that a law states. */',
    `export type LawRule =\n${rules.map(rule => `  | '${rule}'`).join('\n')}`,
    '',
  ].join('\n')
}

function typeOf({ value, list }: WrittenValue): string {
  if (typeof value === 'number') return 'number'
  return list === undefined ? 'readonly string[]' : `readonly ${pascalCase(list)}[]`
}
