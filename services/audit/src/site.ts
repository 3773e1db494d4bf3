import { inTransaction } from '@unefois/database'
import type { Log } from '@unefois/events'
import { createSite, type Person, type Site } from '@unefois/pages'
import type { FastifyInstance } from 'fastify'
import type { AuditDeps } from './deps.ts'
import type { events } from './events.ts'
import { addAccessPages } from './pages/access/access-pages.ts'
import { addBreachPages } from './pages/breaches/breach-pages.ts'
import { addOneBreachPages } from './pages/breaches/one-breach-pages.ts'
import { addDeletionPages } from './pages/deletions/deletion-pages.ts'
import { addExchangePages } from './pages/exchanges/exchange-pages.ts'
import { addFilePages } from './pages/files/file-pages.ts'
import { addOneFilePages } from './pages/files/one-file-pages.ts'
import { addHomePages } from './pages/home/home-pages.ts'
import { addLogPages } from './pages/log/log-pages.ts'
import { navigationOf } from './pages/navigation.ts'
import { addObjectionPages } from './pages/objections/objection-pages.ts'
import { addRegisterPages } from './pages/registers/register-pages.ts'
import { addSearchPages } from './pages/search/search-pages.ts'
import { addVolumePages } from './pages/volumes/volume-pages.ts'
import { navigationWords } from './pages/words/navigation.ts'
import { traceReads } from './trace-reads.ts'

/** How officers reach the console; without it there is none, and the calls alone are served. */
export interface ConsoleOptions {
  /** The service as browsers know it: `https://audit.hub.example`. */
  readonly publicUrl: string
  readonly issuer: string
  /** PKCS8 PEM of the client that people sign in through. */
  readonly clientKey: string
  /** Says on every page that the data are samples. */
  readonly fictitious: boolean
}

/** What the console's pages are made of. */
export interface ConsoleParts {
  readonly log: Log<typeof events>
  readonly deps: AuditDeps
  readonly pages: ConsoleOptions | undefined
}

/**
 * The pages of data protection officers: the hub's sees every exchange, an agency's the acts of
 * their own. Whoever else signs in is refused; signing in is traced, and so is each read.
 */
export function addConsole(app: FastifyInstance, { log, deps, pages }: ConsoleParts): Site {
  if (pages === undefined) return createSite(app, { log, home: '/docs' })
  const site = createSite(app, {
    log,
    origin: pages.publicUrl,
    service: language => navigationWords(language)('service'),
    navigation: navigationOf,
    fictitious: pages.fictitious,
    signIn: {
      issuer: pages.issuer,
      clientId: deps.clientId,
      clientKey: pages.clientKey,
      accepts: ({ roles }) => roles.includes('dpo'),
      onSignIn: person => traceSignIn(deps, person),
    },
  })
  addHomePages(site, deps)
  addSearchPages(site, deps)
  addAccessPages(site, deps)
  addExchangePages(site, deps)
  addFilePages(site, deps)
  addOneFilePages(site, deps)
  addRegisterPages(site, deps)
  addVolumePages(site, deps)
  addDeletionPages(site, deps)
  addObjectionPages(site, deps)
  addLogPages(site, deps)
  addBreachPages(site, deps)
  addOneBreachPages(site, deps)
  return site
}

function traceSignIn(deps: AuditDeps, caller: Person): Promise<void> {
  return inTransaction(deps.sql, { name: 'sign-in' }, transaction =>
    traceReads(deps, transaction, { caller, operation: 'console-sign-in' }),
  )
}
