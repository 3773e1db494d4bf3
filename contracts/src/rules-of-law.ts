import { readFileSync } from 'node:fs'
import type { Law, LawRule } from '../generated/law.ts'

/** One thing that a rule asks of the software: enforced somewhere and tested, or openly missing. */
export interface PartOfRule {
  readonly says: string
  /** Files from the root of the repository. */
  readonly where?: readonly string[]
  /** `test` is the test's name, or the names down to a subtest joined by ` > `. */
  readonly tests?: readonly { readonly file: string; readonly test: string }[]
  /** What is still missing. */
  readonly open?: string
}

/** A rule of the law, by the name under which the profiles give its articles. */
export interface RuleOfLaw {
  readonly id: LawRule
  readonly rule: string
  /** The values of the profiles that it fixes. */
  readonly values: readonly (keyof Law)[]
  readonly parts: readonly PartOfRule[]
}

/** Which code and tests keep each rule (contracts/law/rules.json); `npm run law` runs them. */
export const rulesOfLaw: readonly RuleOfLaw[] = JSON.parse(
  readFileSync(new URL('../law/rules.json', import.meta.url), 'utf8'),
).rules
