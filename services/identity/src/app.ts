import { type Language, schemas } from '@unefois/contracts'
import type { Log } from '@unefois/events'
import { addReferencePages, createSite } from '@unefois/pages'
import { buildService, type Clock } from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { type Accounts, readAccounts } from './accounts/account-list.ts'
import { openClientsFile } from './clients/clients-file.ts'
import type { identityEvents } from './events.ts'
import { createIssuer } from './issuer/provider.ts'
import { loadSigningKeys } from './issuer/signing-keys.ts'
import { mountIssuer } from './routes/issuer.ts'
import { addLoginPages } from './routes/login.ts'
import { loginWords } from './views/login-words.ts'

export interface IdentityDeps {
  readonly issuer: string
  readonly clientsFile: string
  readonly keysFolder: string
  /** Accounts that anybody may sign in with: a development machine's only. */
  readonly accountsFile?: string | undefined
  readonly profile: 'development' | 'production'
  readonly clock: Clock
  readonly log: Log<typeof identityEvents>
}

/** Composes the issuer. @throws when production would use plain http or sample accounts. */
export function buildIdentity(deps: IdentityDeps): FastifyInstance {
  refuseUnsafeIssuer(deps.issuer, deps.profile)
  const { log } = deps
  const app = buildService({
    name: 'identity',
    log,
    clock: deps.clock,
    contracts: schemas,
    ready: async () => ({ ok: true, reasons: [] }),
  })
  const clients = openClientsFile(deps.clientsFile, {
    onLoaded: count => log('clients-loaded', { clients: count }),
    onRefused: reason => log('clients-refused', { reason }),
  })
  const keys = loadSigningKeys(deps.keysFolder, Date.now(), keyId =>
    log('signing-key-created', { keyId }),
  )
  const accounts = sampleAccounts(deps)
  const { issuer } = deps
  const provider = createIssuer({ issuer, clients, keys, log, accounts })
  mountIssuer(app, provider, { issuer, people: accounts !== undefined })
  const service = (language: Language) => loginWords(language)('service')
  const site = createSite(app, { log, origin: issuer, service, home: '/docs' })
  if (accounts !== undefined) addLoginPages(site, provider, accounts)
  addReferencePages(app, site)
  return app
}

function sampleAccounts({
  accountsFile,
  issuer,
  profile,
  log,
}: IdentityDeps): Accounts | undefined {
  if (accountsFile === undefined) return undefined
  if (profile !== 'development') throw new Error('sample accounts are for development only')
  if (!isLoopback(issuer)) throw new Error('sample accounts are for this machine alone')
  const accounts = readAccounts(accountsFile)
  log('sample-accounts-loaded', { accounts: accounts.size })
  return accounts
}

/** Plain http is for one machine in development; a token in clear on a network is anybody's. */
function refuseUnsafeIssuer(issuer: string, profile: IdentityDeps['profile']): void {
  if (new URL(issuer).protocol === 'https:') return
  if (profile !== 'development' || !isLoopback(issuer)) {
    throw new Error('the issuer must be https, or loopback in development')
  }
}

function isLoopback(issuer: string): boolean {
  return ['127.0.0.1', 'localhost', '[::1]'].includes(new URL(issuer).hostname)
}
