import { html, list, type Site } from '@unefois/pages'
import { isHubOfficer, navigationOf } from '../navigation.ts'
import { homeWords } from '../words/home.ts'

/** The first page: what this person may look at. */
export function addHomePages(site: Site): void {
  site.show('/', {
    for: ['dpo'],
    page: ({ language, person }) => {
      const say = homeWords(language)
      const links = navigationOf(language, person).filter(({ href }) => href !== '/')
      const items = links.map(({ href, label }) => html`<a href="${href}">${label}</a>`)
      return {
        title: say('title'),
        main: [
          html`<p>${say(isHubOfficer(person) ? 'hub' : 'agency')} ${say('traced')}</p>`,
          items.length > 0 && list(items),
        ],
      }
    },
  })
}
