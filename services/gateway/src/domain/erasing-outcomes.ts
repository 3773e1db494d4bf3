import { articlesIn, articlesOf, type LawProfile, type LawRule } from '@unefois/contracts'
import { erasesNow } from '@unefois/retention'

export const profiles: readonly LawProfile[] = ['fr', 'be']

/**
 * Whether these outcomes make the data go without delay (CRPA L.114-8 II, al. 2).
 * @param country of the right, whose law it is; null: unknown, since erased before.
 */
export function eraseWithoutDelay(country: string | null, outcomes: readonly string[]): boolean {
  return profilesOf(country).some(profile => erasesNow(profile, outcomes))
}

/** The article that states a rule in a country's law. */
export function articleFor(country: string | null, rule: LawRule): string {
  const [profile, other] = profilesOf(country)
  const own = profile === undefined || other !== undefined ? undefined : articlesIn(profile, rule)
  return own ?? articlesOf(rule)
}

function profilesOf(country: string | null): readonly LawProfile[] {
  const own = profiles.filter(profile => profile === country)
  return own.length === 0 ? profiles : own
}
