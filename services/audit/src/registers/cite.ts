import type { RegisterWord, SayLine } from './say.ts'

/** How contracts/law says where a value that no text fixes comes from. */
const notices = [
  ['Open point', 'source.open'],
  ['Choice of the hub', 'source.choice'],
  ['BCSS management contract', 'source.bcss'],
  ['CNIL recommendation 2021-122', 'source.cnil'],
] as const satisfies readonly (readonly [string, RegisterWord])[]

/**
 * Where a value comes from, in the reader's language: the text that fixes it, without the note that
 * contracts/law adds for programmers, or that none does.
 */
export function sourceIn(source: string, say: SayLine<RegisterWord>): string {
  const notice = notices.find(([start]) => source.startsWith(start))
  if (notice !== undefined) return say(notice[1])
  return citedIn(source.split(/[;:]/u, 1)[0] ?? source, say)
}

/** Articles, with the regulation's name in the reader's language. */
export function citedIn(articles: string, say: SayLine<RegisterWord>): string {
  return articles
    .replaceAll('GDPR', say('law.gdpr'))
    .replaceAll(/ and (?=[A-Z\d])/gu, ` ${say('law.and')} `)
}
