import type { Language } from '@unefois/contracts'
import { defineWords } from '@unefois/pages'

const names = defineWords({
  gdpr: { fr: 'RGPD', nl: 'AVG', de: 'DSGVO', en: 'GDPR' },
  article: { fr: 'art.', nl: 'art.', de: 'Art.', en: 'art.' },
  and: { fr: 'et', nl: 'en', de: 'und', en: 'and' },
  contract: {
    fr: 'contrat de gestion de la BCSS, extrait',
    nl: 'bestuursovereenkomst van de KSZ, uittreksel',
    de: 'Verwaltungsvertrag der ZDSS, Auszug',
    en: 'BCSS management contract, extract',
  },
})

/** An article of contracts/law by the name that its text has in a language. */
export function lawWords(article: string, language: Language): string {
  const say = names(language)
  return article
    .replaceAll('BCSS management contract, extract', say('contract'))
    .replaceAll(/\bGDPR\b/gu, say('gdpr'))
    .replaceAll(/\bart\. (?=\d)/gu, `${say('article')}\u00a0`)
    .replaceAll(/(?<=[\d)]) and (?=\d)/gu, ` ${say('and')} `)
}
