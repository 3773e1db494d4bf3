import { readFileSync } from 'node:fs'
import type { Law, LawRule } from '../generated/law.ts'
import type { LawProfile } from '../generated/types.ts'

export type { Law, LawRule, LegalValue } from '../generated/law.ts'

interface Profile {
  readonly rules: Readonly<Partial<Record<LawRule, string>>>
  readonly values: Law
}

const read = (profile: LawProfile): Profile =>
  JSON.parse(readFileSync(new URL(`../law/${profile}.json`, import.meta.url), 'utf8'))

const profiles: Readonly<Record<LawProfile, Profile>> = { fr: read('fr'), be: read('be') }

/** The law as constants, by an agreement's `lawProfile`: `law.fr.traceKeptMonths.value`. */
export const law: Readonly<Record<LawProfile, Law>> = {
  fr: profiles.fr.values,
  be: profiles.be.values,
}

/** The articles of one law that state a rule; undefined where that law has none. */
export function articlesIn(profile: LawProfile, rule: LawRule): string | undefined {
  return profiles[profile].rules[rule]
}

/**
 * The articles that state a rule, for a refusal to cite: French first, each text once.
 * @throws when neither law states it.
 */
export function articlesOf(rule: LawRule): string {
  const cited = [articlesIn('fr', rule), articlesIn('be', rule)]
  const texts = cited.flatMap(articles => articles?.split('; ') ?? [])
  if (texts.length === 0) throw new Error(`no law states ${rule}`)
  return [...new Set(texts)].join('; ')
}
