import { schemas } from '@unefois/contracts'
import type { Log } from '@unefois/events'
import { buildService, type Clock } from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { openClientsFile } from './clients/clients-file.ts'
import type { identityEvents } from './events.ts'
import { createIssuer } from './issuer/provider.ts'
import { loadSigningKeys } from './issuer/signing-keys.ts'
import { mountIssuer } from './routes/issuer.ts'

export interface IdentityDeps {
  readonly issuer: string
  readonly clientsFile: string
  readonly keysFolder: string
  readonly profile: 'development' | 'production'
  readonly clock: Clock
  readonly log: Log<typeof identityEvents>
}

/** Composes the issuer. @throws when production would issue tokens over plain http. */
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
  mountIssuer(app, createIssuer({ issuer: deps.issuer, clients, keys, log }), deps.issuer)
  return app
}

/** Plain http is for one machine in development; a token in clear on a network is anybody's. */
function refuseUnsafeIssuer(issuer: string, profile: IdentityDeps['profile']): void {
  const { protocol, hostname } = new URL(issuer)
  if (protocol === 'https:') return
  const loopback = ['127.0.0.1', 'localhost', '[::1]'].includes(hostname)
  if (profile !== 'development' || !loopback) {
    throw new Error('the issuer must be https, or loopback in development')
  }
}
