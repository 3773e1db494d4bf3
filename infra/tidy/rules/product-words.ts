import { lineAt, type Rule, type Violation } from '../tree.ts'

/**
 * What belongs to one machine or to the way the work was organised, and never to the product.
 * Example paths in prose are written relative, or begin with a name in <angle brackets>.
 */
const foreign: readonly [RegExp, string][] = [
  [/(?<![\w./-])\/(?:home|Users|root|work|tmp|mnt)\/[\w.-]/gu, 'a path of one machine'],
  [/\b[A-Z]:\\{1,2}(?:Users|home)\b/gu, 'a path of one machine'],
  [/\b(?:issue|builder)\s+(?:[A-H]|\d+)\b/gu, 'the plan of the work, not the product'],
  [/\b(?:PLAN|HANDOFF|SCRATCH)\.md\b/gu, 'the plan of the work, not the product'],
  [/\.\.\/shared\/|\bshared\/(?:design|research|seeds)\b/gu, 'a folder outside the repository'],
  [/\bregistry\s*=\s*https?:/gu, 'the package registry of one machine'],
  [/^\s*tarball:\s*https?:/gmu, 'the package registry of one machine'],
]

/** Product words only, in every file that is kept. */
export const productWords: Rule = files => {
  const found: Violation[] = []
  for (const { path, text } of files) {
    if (path.startsWith('infra/tidy/')) continue
    for (const [match, detail] of foreign) {
      for (const hit of text.matchAll(match)) {
        found.push({ path, line: lineAt(text, hit.index), rule: 'product-word', detail })
      }
    }
  }
  return found
}
