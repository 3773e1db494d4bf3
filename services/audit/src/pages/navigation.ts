import type { Language } from '@unefois/contracts'
import type { Person } from '@unefois/pages'
import { navigationWords } from './words/navigation.ts'

/** One room of the console: whose it is. `all`: an agency's officer too, of their own agency. */
interface Room {
  readonly href: string
  readonly word: Parameters<ReturnType<typeof navigationWords>>[0]
  readonly of: 'hub' | 'all'
}

const rooms: readonly Room[] = [
  { href: '/', word: 'home', of: 'all' },
  { href: '/search', word: 'search', of: 'all' },
  { href: '/files', word: 'files', of: 'hub' },
  { href: '/breaches', word: 'breaches', of: 'hub' },
  { href: '/access', word: 'access', of: 'all' },
  { href: '/volumes', word: 'volumes', of: 'all' },
  { href: '/deletions', word: 'deletions', of: 'hub' },
  { href: '/objections', word: 'objections', of: 'hub' },
  { href: '/log', word: 'log', of: 'hub' },
  { href: '/registers', word: 'registers', of: 'all' },
]

/** The rooms that a person may enter; nothing for those who are not signed in. */
export function navigationOf(language: Language, person: Person | undefined) {
  if (person === undefined) return []
  return rooms
    .filter(({ of }) => of === 'all' || isHubOfficer(person))
    .map(({ href, word }) => ({ href, label: navigationWords(language)(word) }))
}

/** The hub's own officer; everybody else at the console is the officer of one agency. */
export function isHubOfficer({ environmentOf }: Pick<Person, 'environmentOf'>): boolean {
  return environmentOf === 'hub'
}
