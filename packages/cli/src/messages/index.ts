import de from './de.json' with { type: 'json' }
import en from './en.json' with { type: 'json' }
import fr from './fr.json' with { type: 'json' }
import type { Language } from './language.ts'
import nl from './nl.json' with { type: 'json' }

export type MessageKey = keyof typeof en
/** Paths, numbers, ids and codes of ours; never a value of a line. */
export type Parameters = Readonly<Record<string, string | number>>

const messages: Readonly<Record<Language, Readonly<Record<MessageKey, string>>>> = {
  en,
  fr,
  nl,
  de,
}

/** The sentence in a language, its `{parameters}` filled in. */
export function translate(
  language: Language,
  key: MessageKey,
  parameters: Parameters = {},
): string {
  return messages[language][key].replaceAll(/\{(\w+)\}/gu, (whole, name: string) =>
    String(parameters[name] ?? whole),
  )
}
