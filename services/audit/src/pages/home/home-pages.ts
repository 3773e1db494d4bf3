import { html, number, regionOf, type Site } from '@unefois/pages'
import type { AuditDeps } from '../../deps.ts'
import { traceLook } from '../../trace-reads.ts'
import { countWaitingForOfficer } from '../../use-cases/count-waiting-for-officer.ts'
import { readHome } from '../../use-cases/read-home.ts'
import { viewerOf } from '../figure-parts.ts'
import { homeWords } from '../words/home.ts'

/** The first page: what needs this person today, each with the way there; nothing else. */
export function addHomePages(site: Site, deps: AuditDeps): void {
  const look = traceLook(deps)
  const home = readHome(deps)
  const waitingFor = countWaitingForOfficer(deps)
  site.show('/', {
    for: ['dpo'],
    async page({ language, person }) {
      await look(person, 'home')
      const viewer = viewerOf(person)
      const { flags, overdue, receipts, orders, alarms } = await home(viewer)
      const waiting = viewer === null ? await waitingFor(person.agent) : undefined
      const say = homeWords(language)
      const counted = (
        href: string,
        word: Exclude<Parameters<typeof say>[0], 'title' | 'nothing' | 'unheard'>,
        count: number | undefined,
      ) =>
        count === undefined || count === 0
          ? []
          : [{ href, label: say(word), count: number(count, language) }]
      const items = [
        ...counted('/breaches', 'late', waiting?.late),
        ...counted('/breaches', 'untold', waiting && waiting.untold - waiting.late),
        ...counted('/breaches', 'long', waiting?.long),
        ...counted('/files', 'searches', waiting?.searches),
        ...counted('/deletions', 'overdue', overdue),
        ...(viewer === null && overdue === undefined
          ? [{ href: '/deletions', label: say('unheard'), count: '?' }]
          : []),
        ...counted('/objections?days=91', 'receipts', receipts),
        ...counted(`/objections#${regionOf('orders')}`, 'orders', orders),
        ...counted('/log', 'log', alarms),
        ...counted('/volumes/flags', 'flags', flags),
      ]
      return {
        title: say('title'),
        main:
          items.length === 0
            ? html`<p>${say('nothing')}</p>`
            : html`<ul class="todo">${items.map(
                ({ href, label, count }) =>
                  html`<li><a href="${href}"><b>${count}</b> ${label}</a></li>`,
              )}</ul>`,
      }
    },
  })
}
