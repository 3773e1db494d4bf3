import type { Language, LawRule, PartOfRule } from '@unefois/contracts'
import { rulesOfLaw } from '@unefois/contracts'
import { sayDpia } from './dpia/say-dpia.ts'

/** One measure: the rules of the law that it keeps, and the proofs that show it. */
interface MeasureRule {
  readonly rules: readonly LawRule[]
  /** Names of `npm run prove -- …`. */
  readonly proofs: readonly string[]
}

/** The measures, in the order in which a reader meets them. Their words are in `words/`. */
const measureRules = {
  sealing: { rules: ['confidentiality'], proofs: ['canary'] },
  isolation: { rules: ['traceability'], proofs: ['isolation'] },
  lastCheck: { rules: ['objection'], proofs: ['gate', 'fail-closed'] },
  minimisation: { rules: ['strictly-necessary', 'listed-data'], proofs: [] },
  purposeLock: { rules: ['no-other-use', 'refused-source'], proofs: [] },
  objection: { rules: ['objection-scope', 'objection-memory'], proofs: ['gate', 'oracle'] },
  erasure: { rules: ['erase-without-delay', 'erasure-told'], proofs: ['forget'] },
  clocks: { rules: ['signal-kept', 'technical-logs', 'law-of-the-country'], proofs: [] },
  keys: { rules: ['confidentiality'], proofs: ['forget', 'canary', 'unlinkable'] },
  log: { rules: ['traceability', 'trace-kept'], proofs: ['tamper', 'log-crash', 'log-vectors'] },
  durability: { rules: [], proofs: ['crash', 'store-loss', 'idempotency'] },
  accuracy: { rules: ['identifier-succession', 'nir-use'], proofs: [] },
  information: {
    rules: ['first-communication', 'prior-information', 'published-list'],
    proofs: [],
  },
  rights: { rules: ['access', 'rectification', 'renunciation'], proofs: ['access'] },
  human: { rules: ['no-automated-decision'], proofs: [] },
  sensitive: { rules: ['sensitive-data', 'medical-secrecy'], proofs: [] },
  statistics: { rules: ['statistics'], proofs: [] },
  governance: {
    rules: ['roles', 'advice-and-signature', 'officer-heard', 'security-reference'],
    proofs: [],
  },
  breach: { rules: ['breach'], proofs: [] },
  belgium: { rules: ['niss-use', 'cross-border'], proofs: [] },
} as const satisfies Readonly<Record<string, MeasureRule>>

export type MeasureName = keyof typeof measureRules

export const measureNames = Object.keys(measureRules) as MeasureName[]

/** What shows one measure, and what is still missing of it. */
export interface Evidence {
  readonly rules: readonly LawRule[]
  readonly tests: readonly { readonly file: string; readonly test: string }[]
  readonly proofs: readonly string[]
  readonly gaps: readonly string[]
}

/** The evidence of a measure, as contracts/law/rules.json names it. */
export function evidenceOf(name: MeasureName): Evidence {
  const { rules, proofs } = measureRules[name]
  const parts = partsOf(rules)
  return {
    rules,
    tests: parts.flatMap(part => part.tests ?? []),
    proofs,
    gaps: gapsOf(rules),
  }
}

/** What rules.json says is still missing of these rules. */
export function gapsOf(rules: readonly LawRule[]): string[] {
  return partsOf(rules).flatMap(({ says, open }) =>
    open === undefined ? [] : [`${says} (${open})`],
  )
}

/** The security measures of a register (GDPR art. 32(1)), in a word each. */
export function measureTitles(language: Language): string[] {
  const say = sayDpia(language)
  return measureNames.map(name => say(`m.${name}.title`))
}

function partsOf(rules: readonly LawRule[]): PartOfRule[] {
  return rulesOfLaw.filter(({ id }) => rules.includes(id)).flatMap(({ parts }) => parts)
}
