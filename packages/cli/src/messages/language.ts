import type { Settings } from '../environment.ts'

export const languages = ['en', 'fr', 'nl', 'de'] as const
export type Language = (typeof languages)[number]

/** `--lang`, then UNEFOIS_LANG, then the locale; English when none is ours. */
export function languageOf(
  asked: string | undefined,
  settings: Pick<Settings, 'UNEFOIS_LANG' | 'LC_ALL' | 'LC_MESSAGES' | 'LANG'>,
): Language {
  const { UNEFOIS_LANG, LC_ALL, LC_MESSAGES, LANG } = settings
  const locale = asked ?? UNEFOIS_LANG ?? LC_ALL ?? LC_MESSAGES ?? LANG ?? 'en'
  return languages.find(language => language === locale.slice(0, 2).toLowerCase()) ?? 'en'
}
