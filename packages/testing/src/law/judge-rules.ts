import type { RuleOfLaw } from '@unefois/contracts'
import type { NamedResult } from './named-results.ts'

/** `open`: said to be missing; `fails`: its test failed or does not exist, or its code is gone. */
export type Standing = 'holds' | 'open' | 'fails'

/** What a rule asks for, and how each piece of it stands. */
export interface JudgedRule {
  readonly rule: RuleOfLaw
  readonly standing: Standing
  readonly parts: readonly JudgedPart[]
}

export interface JudgedPart {
  readonly says: string
  readonly standing: Standing
  /** One line for each place, test or gap. */
  readonly lines: readonly { readonly mark: '✓' | '✗' | '·' | '…'; readonly text: string }[]
}

/**
 * Judges each rule by the results of the tests that it names. A rule holds when all its parts do.
 *
 * @param isThere whether a path from the root exists.
 */
export function judgeRules(
  rules: readonly RuleOfLaw[],
  results: ReadonlyMap<string, NamedResult>,
  isThere: (path: string) => boolean,
): JudgedRule[] {
  return rules.map(rule => {
    const parts = rule.parts.map(part => judgePart(part, results, isThere))
    return { rule, standing: worst(parts.map(part => part.standing)), parts }
  })
}

function judgePart(
  part: RuleOfLaw['parts'][number],
  results: ReadonlyMap<string, NamedResult>,
  isThere: (path: string) => boolean,
): JudgedPart {
  const { says, where = [], tests = [], open } = part
  const places = where.map(path =>
    isThere(path) ? line('·', path) : line('✗', `${path}: is not there`),
  )
  const shown = tests.map(({ file, test }) => {
    const result = results.get(`${file} > ${test}`)
    const name = `${file} > ${test}`
    if (result === 'passed') return line('✓', name)
    return line('✗', `${name}: ${result === undefined ? 'no such test ran' : 'failed'}`)
  })
  const gaps = open === undefined ? [] : [line('…', `open: ${open}`)]
  const lines = [...places, ...shown, ...gaps]
  return { says, standing: standingOf(lines.map(each => each.mark)), lines }
}

function standingOf(marks: readonly JudgedPart['lines'][number]['mark'][]): Standing {
  if (marks.includes('✗')) return 'fails'
  if (marks.includes('…')) return 'open'
  return marks.includes('✓') ? 'holds' : 'fails'
}

function worst(standings: readonly Standing[]): Standing {
  if (standings.length === 0 || standings.includes('fails')) return 'fails'
  return standings.includes('open') ? 'open' : 'holds'
}

function line(
  mark: JudgedPart['lines'][number]['mark'],
  text: string,
): JudgedPart['lines'][number] {
  return { mark, text }
}
