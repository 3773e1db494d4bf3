import type { Code, Language } from '@unefois/contracts'
import { keepFrenchSigns } from '@unefois/pages'
import de from './words/register.de.json' with { type: 'json' }
import en from './words/register.en.json' with { type: 'json' }
import fr from './words/register.fr.json' with { type: 'json' }
import nl from './words/register.nl.json' with { type: 'json' }

export type RegisterWord = keyof typeof fr
export type Values = Readonly<Record<string, string | number>>

/** Says a line of a register, its `{values}` filled in. */
export type SayLine<Key extends string> = (key: Key, values?: Values) => string

/**
 * The sayer of one catalogue; French signs stay with the word before them.
 * @throws when a value that the line names is left out: a register says no half sentence.
 */
export function sayFrom<Key extends string>(
  catalogues: Readonly<Record<Language, Readonly<Record<Key, string>>>>,
  language: Language,
): SayLine<Key> {
  const lines = catalogues[language]
  const spaced = language === 'fr' ? keepFrenchSigns : (text: string) => text
  return (key, values = {}) =>
    spaced(lines[key]).replaceAll(/\{(\w+)\}/gu, (_all, name: string) => {
      const value = values[name]
      if (value === undefined) throw new Error(`${key} needs ${name}`)
      return String(value)
    })
}

const catalogues: Readonly<Record<Language, Readonly<Record<RegisterWord, string>>>> = {
  fr,
  nl,
  de,
  en,
}

/** What the register says in a language. */
export const sayRegister = (language: Language): SayLine<RegisterWord> =>
  sayFrom(catalogues, language)

/** The name of a code; the code itself where the list does not have it. */
export function labelOf(
  list: readonly Pick<Code, 'code' | 'labels'>[],
  code: string,
  language: Language,
): string {
  return list.find(each => each.code === code)?.labels[language] ?? code
}
