import type { Language } from '@unefois/contracts'
import { languages } from './language.ts'

/** One thing to say, in every language: a missing one does not compile. */
export type Phrase = Readonly<Record<Language, string>>

/** The names between braces: `'{count} files'` → `'count'`. */
type Named<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Named<Rest>
  : never

type Values<P extends Phrase> = [Named<P['fr']>] extends [never]
  ? []
  : [values: Readonly<Record<Named<P['fr']>, string | number>>]

/** Says a phrase of the catalogue; an unknown key, or a value left out, does not compile. */
export type Say<W extends Readonly<Record<string, Phrase>>> = <K extends keyof W & string>(
  key: K,
  ...values: Values<W[K]>
) => string

/**
 * A catalogue of words in FR, NL, DE and EN: `const words = defineWords({ title: { fr: …, … } })`,
 * then `const say = words('nl')` and `say('title')`. Text, not markup: a page escapes it.
 * @throws at definition when a language of a phrase names other values than French does.
 */
export function defineWords<const W extends Readonly<Record<string, Phrase>>>(
  catalogue: W,
): (language: Language) => Say<W> {
  for (const [key, phrase] of Object.entries(catalogue)) {
    const expected = namesIn(phrase.fr)
    const odd = languages.find(language => namesIn(phrase[language]) !== expected)
    if (odd !== undefined) throw new Error(`${key} names other values in ${odd} than in fr`)
  }
  return language =>
    (key, ...[values]) => {
      // A long phrase stands on several lines of the code, and on none of its own.
      const text = (catalogue[key]?.[language] ?? '').replaceAll(/\s*\n\s*/gu, ' ')
      const given: Readonly<Record<string, string | number>> = values ?? {}
      return text.replaceAll(/\{(\w+)\}/gu, (_all, name: string) => String(given[name]))
    }
}

function namesIn(text: string): string {
  return [...new Set([...text.matchAll(/\{(\w+)\}/gu)].map(match => match[1]))].sort().join()
}
