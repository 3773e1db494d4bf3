import type { Language } from '@unefois/contracts'
import { type SayLine, sayFrom } from '../say.ts'
import de from '../words/dpia.de.json' with { type: 'json' }
import en from '../words/dpia.en.json' with { type: 'json' }
import fr from '../words/dpia.fr.json' with { type: 'json' }
import nl from '../words/dpia.nl.json' with { type: 'json' }

export type DpiaWord = keyof typeof fr

const catalogues: Readonly<Record<Language, Readonly<Record<DpiaWord, string>>>> = {
  fr,
  nl,
  de,
  en,
}

/** What the impact assessment says in a language. */
export const sayDpia = (language: Language): SayLine<DpiaWord> => sayFrom(catalogues, language)
