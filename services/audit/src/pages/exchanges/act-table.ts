import type { Language } from '@unefois/contracts'
import { attributes, type Content, html, instant, table } from '@unefois/pages'
import { agreementWords, type Directory } from '../../domain/directory.ts'
import type { Act } from '../../repositories/acts.ts'
import { searchWords } from '../words/search.ts'
import { actorWords, whatWords } from './act-words.ts'

/** The end of an id tells signals of one page apart. */
const shownIdChars = 8

/** Acts that were searched for, each with the way to the story of its exchange. */
export function actTable(
  acts: readonly Act[],
  {
    directory,
    language,
    caption,
    inTabs = false,
  }: ActTelling & {
    readonly caption: string
    /** Of a list that came of a form: going back to it would ask for the number again. */
    readonly inTabs?: boolean
  },
): Content {
  const say = searchWords(language)
  return table({
    id: 'acts',
    caption,
    language,
    empty: say('none'),
    columns: (['when', 'what', 'who', 'agreement', 'exchange'] as const).map(key => ({
      label: say(key),
    })),
    rows: acts.map(act => [
      instant(act.at, language),
      whatWords(act, language),
      actorWords(act, directory, language),
      act.agreementHash === null
        ? undefined
        : agreementWords(directory, act.agreementHash, language),
      exchangeLink(act.signalId, inTabs),
    ]),
  })
}

/** What acts are told with. */
export interface ActTelling {
  readonly directory: Directory
  readonly language: Language
}

function exchangeLink(signalId: string | null, inTab: boolean): Content {
  if (signalId === null) return undefined
  const shown = signalId.slice(-shownIdChars)
  const marks = attributes(inTab ? { target: '_blank', rel: 'noopener' } : {})
  return html`<a href="/exchanges/${signalId}"${marks}><code>${shown}</code></a>`
}
