import { posix } from 'node:path'
import type { Rule, SourceFile, Violation } from '../tree.ts'
import { verbs } from '../verbs.ts'

/** Names that tools and custom demand as they are. */
const customary = /^(?:[A-Z]+\.md|LICENSE|Dockerfile|\..+)$/u
const kebab = /^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$/u

/** kebab-case everywhere; a use-case is a verb and a noun; so is a migration, after its number. */
export const names: Rule = files => {
  const found: Violation[] = []
  for (const { path } of files) {
    const name = posix.basename(path)
    const report = (detail: string) => found.push({ path, line: 0, rule: 'name', detail })
    const wrong = path.split('/').find(part => !kebab.test(part) && !customary.test(part))
    if (wrong !== undefined) report(`${wrong} is not kebab-case`)
    if (/^services\/[^/]+\/src\/use-cases\//u.test(path) && !isVerbNoun(name, /\.ts$/u)) {
      report('a use-case is named verb-noun.ts, by a verb of infra/tidy/verbs.ts')
    }
    if (/\/migrations\//u.test(path) && !isVerbNoun(name.replace(/^\d{3}-/u, ''), /\.sql$/u)) {
      report('a migration is named NNN-verb-noun.sql')
    }
  }
  return [...found, ...numbering(files)]
}

function isVerbNoun(name: string, ending: RegExp): boolean {
  const [verb = '', ...noun] = name.replace(ending, '').split('-')
  return ending.test(name) && verbs.has(verb) && noun.length > 0
}

/** Migrations of a service are numbered 001, 002, … without a gap or a double. */
function numbering(files: readonly SourceFile[]): Violation[] {
  const byFolder = Map.groupBy(
    files.filter(file => /\/migrations\/[^/]+\.sql$/u.test(file.path)),
    file => posix.dirname(file.path),
  )
  return [...byFolder.values()].flatMap(migrations =>
    migrations
      .map(file => file.path)
      .sort()
      .flatMap((path, index) => {
        const expected = String(index + 1).padStart(3, '0')
        if (posix.basename(path).startsWith(`${expected}-`)) return []
        return [{ path, line: 0, rule: 'name', detail: `expected the number ${expected}` }]
      }),
  )
}
