import type { Language } from '@unefois/contracts'
import { languages, locales } from './language.ts'
import { number } from './moments.ts'

/** One thing to say, in every language: a missing one does not compile. */
export type Phrase = Readonly<Record<Language, string>>

/** The names between braces: `'{count} {count#file|files}'` → `'count'`. */
type Named<Text extends string> = Text extends `${string}{${infer Hole}}${infer Rest}`
  ? (Hole extends `${infer Name}#${string}` ? Name : Hole) | Named<Rest>
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
 * A number is written as the language writes it; `{count#file|files}` is the first for what the
 * language calls one (French calls nothing one, too), else the second.
 * @throws at definition when a language of a phrase names other values than French does.
 */
export function defineWords<const W extends Readonly<Record<string, Phrase>>>(
  catalogue: W,
): (language: Language) => Say<W> {
  const texts = new Map<string, Phrase>()
  for (const [key, phrase] of Object.entries(catalogue)) {
    const expected = namesIn(phrase.fr)
    const odd = languages.find(language => namesIn(phrase[language]) !== expected)
    if (odd !== undefined) throw new Error(`${key} names other values in ${odd} than in fr`)
    const { fr, nl, de, en } = phrase
    texts.set(key, {
      fr: keepFrenchSigns(onOneLine(fr)),
      nl: onOneLine(nl),
      de: onOneLine(de),
      en: onOneLine(en),
    })
  }
  return language =>
    (key, ...[values]) =>
      fill(texts.get(key)?.[language] ?? '', values ?? {}, language)
}

/** French keeps «:», «;», «?» and «!» with the word before them, and guillemets with theirs. */
export function keepFrenchSigns(text: string): string {
  return text
    .replaceAll(/\s+([;?!])/gu, '\u202f$1')
    .replaceAll(/\s+:/gu, '\u00a0:')
    .replaceAll(/«\s*/gu, '«\u00a0')
    .replaceAll(/\s*»/gu, '\u00a0»')
}

/** A long phrase stands on several lines of the code, and on none of its own. */
function onOneLine(text: string): string {
  return text.replaceAll(/\s*\n\s*/gu, ' ')
}

const hole = /\{(\w+)(?:#([^|}]*)\|([^}]*))?\}/gu

function fill(
  text: string,
  given: Readonly<Record<string, string | number>>,
  language: Language,
): string {
  return text.replaceAll(hole, (_all, name: string, one?: string, other?: string) => {
    const value = given[name]
    if (one === undefined || other === undefined) {
      return typeof value === 'number' ? number(value, language) : String(value)
    }
    const count = Number(value)
    return new Intl.PluralRules(locales[language]).select(count) === 'one' ? one : other
  })
}

function namesIn(text: string): string {
  return [...new Set([...text.matchAll(hole)].map(match => match[1]))].sort().join()
}
