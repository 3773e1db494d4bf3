import { type Codes, codes, type Language } from '@unefois/contracts'

/** A code by its label; one that is on no list any more, as it is. */
export function codeWords(list: keyof Codes, code: string, language: Language): string {
  const known: readonly { code: string; labels: Readonly<Record<Language, string>> }[] = codes[list]
  return known.find(each => each.code === code)?.labels[language] ?? code
}
