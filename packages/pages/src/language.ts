import type { Language } from '@unefois/contracts'

/** The languages of every page, in the order of the switcher. */
export const languages = ['fr', 'nl', 'de', 'en'] as const satisfies readonly Language[]

/** How dates and numbers are written: the German and Dutch of this house are Belgium's. */
export const locales: Readonly<Record<Language, string>> = {
  fr: 'fr-FR',
  nl: 'nl-BE',
  de: 'de-BE',
  en: 'en-GB',
}

/** One of ours, or undefined. */
export function languageOf(text: unknown): Language | undefined {
  return languages.find(language => language === text)
}

/**
 * What a person asked for now (`?lang=`), else before (cookie), else what the browser prefers
 * (Accept-Language, RFC 9110 §12.5.4), else French.
 */
export function chooseLanguage(asked: {
  readonly query?: unknown
  readonly cookie?: string | undefined
  readonly header?: string | undefined
}): Language {
  return (
    languageOf(asked.query) ?? languageOf(asked.cookie) ?? preferred(asked.header ?? '') ?? 'fr'
  )
}

/** The best of ours by weight; at the same weight the one named first. `fr-BE` counts as `fr`. */
function preferred(header: string): Language | undefined {
  const weighed = header
    .slice(0, 512)
    .split(',')
    .flatMap(range => {
      const [tag = '', ...parameters] = range
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/u)
      const language = languageOf(tag.split('-')[0])
      const quality = parameters.find(each => each.startsWith('q='))
      const weight = quality === undefined ? 1 : Number(quality.slice(2)) || 0
      return language === undefined || weight <= 0 ? [] : [{ language, weight }]
    })
  return weighed.sort((one, other) => other.weight - one.weight)[0]?.language
}
