import { codes, type Language } from '@unefois/contracts'
import { defineWords } from '@unefois/pages'

const attemptWords = defineWords({
  objected: {
    fr: 'Pas transmis : vous vous y êtes opposé.',
    nl: 'Niet verstuurd: u had er bezwaar tegen.',
    de: 'Nicht übermittelt: Sie hatten widersprochen.',
    en: 'Not passed on: you had objected.',
  },
  'not-integrated': {
    fr: 'Pas transmis : vous n’étiez pas connu des deux organismes.',
    nl: 'Niet verstuurd: u was niet bij beide instellingen bekend.',
    de: 'Nicht übermittelt: Sie waren nicht beiden Einrichtungen bekannt.',
    en: 'Not passed on: you were not known to both agencies.',
  },
})

/** What became of it, in words; nothing for what the act itself says already. */
export function outcomeWords(outcome: string, language: Language): string | undefined {
  if (outcome === 'sent') return undefined
  if (outcome === 'objected' || outcome === 'not-integrated') {
    return attemptWords(language)(outcome)
  }
  const known = [...codes.feedbackClass, ...codes.outcome].find(({ code }) => code === outcome)
  return known?.labels[language] ?? outcome
}
