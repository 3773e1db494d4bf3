import { codes, type Language, type LawProfile, law } from '@unefois/contracts'
import { retentionLimits } from '@unefois/retention'
import { sourceIn } from './cite.ts'
import { labelOf, type RegisterWord, type SayLine } from './say.ts'

/** What a clock of the law is said about. */
export type Clock = 'signal' | 'now' | 'trace' | 'objection' | 'agreement' | 'log'

/** One clock under one law, with the text that fixes it. */
export function clockLine(
  clock: Clock,
  profile: LawProfile,
  language: Language,
  say: SayLine<RegisterWord>,
): string {
  const own = law[profile]
  switch (clock) {
    case 'signal':
      return say('keep.signal', monthsOf(own.signalKeptMonthsMax, say))
    case 'now': {
      const outcomes = own.erasingOutcomes.value.map(code => labelOf(codes.outcome, code, language))
      return say('keep.now', {
        outcomes: outcomes.join(', '),
        source: sourceIn(own.erasingOutcomes.source, say),
      })
    }
    case 'trace':
      return say('keep.trace', monthsOf(own.traceKeptMonths, say))
    case 'objection':
      return say('keep.objection', {
        min: own.objectionKeptMonthsMin.value,
        max: own.objectionKeptMonthsMax.value,
        source: sourceIn(own.objectionKeptMonthsMax.source, say),
      })
    case 'agreement':
      return say('keep.agreement', monthsOf(own.personAgreementMonthsMax, say))
    case 'log':
      return say('keep.log', monthsOf(own.technicalLogMonthsMin, say))
  }
}

/** A clock under each law of the hub's participants, each said of its country. */
export function clockLines(
  clocks: readonly Clock[],
  profiles: readonly LawProfile[],
  language: Language,
  say: SayLine<RegisterWord>,
): string[] {
  return clocks.flatMap(clock =>
    profiles.map(profile =>
      say('keep.country', {
        country: labelOf(codes.lawProfile, profile, language),
        line: clockLine(clock, profile, language, say),
      }),
    ),
  )
}

/** How long backups can still be read, and are kept. */
export function backupLine(say: SayLine<RegisterWord>): string {
  const { kekLifeHoursMax: hours, backupKeptDaysMax: days } = retentionLimits
  return say('keep.backup', { hours, days })
}

function monthsOf(
  { value, source }: { readonly value: number; readonly source: string },
  say: SayLine<RegisterWord>,
) {
  return { months: value, source: sourceIn(source, say) }
}
