import { isScript, isTest, lineAt, type Rule, roomOf } from '../tree.ts'

const exported = /^export (?:async )?(?:function\*?|const|class) (\w+)/gmu

/**
 * A function or value that no other file names is not exported. The index of a room that others
 * install is a use of what it names: whoever calls that is not in this tree.
 */
export const deadExports: Rule = files => {
  const scripts = files.filter(file => /\.(?:ts|mjs)$/u.test(file.path))
  const installed = files.find(file => file.path === 'infra/publish/published.ts')?.text ?? ''
  const namedIn = new Map<string, Set<string>>()
  for (const { path, text } of scripts) {
    if (path.endsWith('/src/index.ts') && !installed.includes(`'${roomOf(path)}'`)) continue
    for (const [name] of text.matchAll(/\w+/gu)) {
      namedIn.set(name, (namedIn.get(name) ?? new Set()).add(path))
    }
  }
  return scripts
    .filter(({ path }) => isScript(path) && !isTest(path))
    .flatMap(({ path, text }) =>
      [...text.matchAll(exported)].flatMap(match => {
        const name = match[1] ?? ''
        const others = [...(namedIn.get(name) ?? [])].filter(other => other !== path)
        if (others.length > 0) return []
        const detail = `nothing else names ${name}`
        return [{ path, line: lineAt(text, match.index), rule: 'dead-export', detail }]
      }),
    )
}
