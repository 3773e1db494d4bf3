import { articlesIn } from '@unefois/contracts'
import type { JudgedRule, Standing } from './judge-rules.ts'

const standings = ['holds', 'open', 'fails'] as const satisfies readonly Standing[]

/**
 * The table: result, articles and rule; under it what is asked, where it is enforced, the tests.
 * Its last line counts the rules.
 */
export function printRules(rules: readonly JudgedRule[]): string {
  const lines = rules.flatMap(({ rule, standing, parts }) => [
    `${standing.toUpperCase().padEnd(6)} ${articles(rule.id)}`,
    `       ${rule.rule}`,
    ...parts.flatMap(part => [
      `         ${part.standing.padEnd(5)} ${part.says}`,
      ...part.lines.map(({ mark, text }) => `               ${mark} ${text}`),
    ]),
    '',
  ])
  return [...lines, `${rules.length} rules: ${counts(rules)}`, ''].join('\n')
}

function articles(id: JudgedRule['rule']['id']): string {
  const fr = articlesIn('fr', id)
  const be = articlesIn('be', id)
  if (fr === be) return `${fr}`
  return [
    ...(fr === undefined ? [] : [`FR ${fr}`]),
    ...(be === undefined ? [] : [`BE ${be}`]),
  ].join(' | ')
}

function counts(rules: readonly JudgedRule[]): string {
  const count = (standing: Standing) => rules.filter(rule => rule.standing === standing).length
  return standings.map(standing => `${count(standing)} ${words[standing]}`).join(', ')
}

const words: Readonly<Record<Standing, string>> = { holds: 'hold', open: 'open', fails: 'fail' }
