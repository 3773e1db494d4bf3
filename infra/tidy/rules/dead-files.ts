import { posix } from 'node:path'
import { findImports } from '../find-imports.ts'
import { maskSource } from '../mask.ts'
import { isScript, isTest, type Rule, roomOf, type SourceFile } from '../tree.ts'

/** What starts by itself. Everything else must be reached from here. */
const startsByItself = [
  /\/src\/(?:main|describe)\.ts$/u,
  /\/scripts\/[^/]+\.(?:ts|mjs)$/u,
  /^packages\/replay\/src\/(?:start|prove|token)\.ts$/u,
  /^packages\/bench\/src\/bench\.ts$/u,
  /^packages\/testing\/src\/run-(?:tests|law|look)\.ts$/u,
  /^packages\/cli\/src\/[^/]+\.ts$/u,
  /^infra\/(?:run\.mjs|tidy\/tidy\.ts)$/u,
]

/**
 * A file nobody imports is dead. A literal path to a file (`fork(new URL('./warden.ts', …))`)
 * counts as an import of it: processes are started that way.
 */
export const deadFiles: Rule = files => {
  const scripts = new Map(files.filter(file => isScript(file.path)).map(file => [file.path, file]))
  const entries = packageEntries(files)
  const alive = new Set<string>()
  const queue = [...scripts.keys()].filter(
    path => isTest(path) || startsByItself.some(match => match.test(path)),
  )
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const file = scripts.get(path)
    if (file === undefined || alive.has(path)) continue
    alive.add(path)
    queue.push(...reached(file, scripts, entries))
  }
  return [...scripts.keys()]
    .filter(path => !alive.has(path) && roomOf(path) !== '')
    .map(path => ({ path, line: 0, rule: 'dead-file', detail: 'nothing imports it' }))
}

function reached(
  file: SourceFile,
  scripts: ReadonlyMap<string, SourceFile>,
  entries: ReadonlyMap<string, string>,
): string[] {
  const here = posix.dirname(file.path)
  const found = findImports(file.text).map(({ specifier }) =>
    specifier.startsWith('.') ? posix.join(here, specifier) : (entries.get(specifier) ?? ''),
  )
  const { uncommented } = maskSource(file.text)
  for (const match of uncommented.matchAll(/['"`]([^'"`\s]+\.(?:ts|mjs))['"`]/gu)) {
    const named = match[1] ?? ''
    const tail = named.replace(/^.*\}/u, '').replace(/^(?:\.{0,2}\/)+/u, '')
    found.push(posix.join(here, named), named)
    // A path built from parts, such as `services/${name}/src/main.ts`, reaches all that end so.
    if (named.includes('$')) {
      found.push(...[...scripts.keys()].filter(path => path.endsWith(`/${tail}`)))
    }
  }
  return found.filter(path => scripts.has(path))
}

/** What a bare package name means: the file its package.json exports. */
function packageEntries(files: readonly SourceFile[]): Map<string, string> {
  const entries = new Map<string, string>()
  for (const { path, text } of files) {
    if (posix.basename(path) !== 'package.json' || path.startsWith('.')) continue
    const { name, exports } = JSON.parse(text)
    const listed: Record<string, unknown> =
      typeof exports === 'string' ? { '.': exports } : (exports ?? {})
    for (const [key, target] of Object.entries(listed)) {
      if (typeof target !== 'string') continue
      entries.set(posix.join(name, key), posix.join(posix.dirname(path), target))
    }
  }
  return entries
}
