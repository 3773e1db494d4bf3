import { schemas } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { Log } from '@unefois/events'
import { addReferencePages, createSite } from '@unefois/pages'
import {
  buildService,
  type Clock,
  createIds,
  hubAudience,
  type Route,
  registerRoutes,
} from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { refuseUnlawfulShape } from './domain/law/shape-rules.ts'
import { problems } from './errors.ts'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import { type AgreementStateRouteDeps, agreementStateRoutes } from './routes/agreement-states.ts'
import { type AgreementRouteDeps, agreementRoutes, textUrls } from './routes/agreements.ts'
import { type DirectoryRouteDeps, directoryRoutes } from './routes/directory.ts'
import { type ParticipantRouteDeps, participantRoutes } from './routes/participants.ts'
import {
  exchangesPath,
  type PublicationRouteDeps,
  publicationRoutes,
} from './routes/publication.ts'
import { type RegisterRouteDeps, registersRoutes } from './routes/registers.ts'
import { useCases } from './use-cases.ts'

export type RegistryRouteDeps = ParticipantRouteDeps &
  DirectoryRouteDeps &
  AgreementRouteDeps &
  AgreementStateRouteDeps &
  PublicationRouteDeps &
  RegisterRouteDeps

/** What the registry is made of; `main.ts` opens it, tests open their own. */
export interface RegistryParts {
  readonly issuer: string
  readonly jwksUri?: string | undefined
  readonly clock: Clock
  readonly log: Log<typeof events>
  readonly sql: Database
  /** Whether the gateways ask the BCSS about agreements `via-bcss`. */
  readonly asksBcss: boolean
  /** Told each new version after its commit. */
  readonly changed: (version: number) => void
  readonly ready: () => Promise<{ ok: boolean; reasons: readonly string[] }>
  /** Tests only: every answer is checked against its contract. */
  readonly checkResponses?: boolean
  /** Tests only: sees the error behind a 500. */
  readonly onUnexpected?: (error: unknown) => void
}

/** The registry's calls, in one list. */
export function registryRoutes(deps: RegistryRouteDeps): readonly Route[] {
  return [
    ...participantRoutes(deps),
    ...directoryRoutes(deps),
    ...agreementRoutes(deps),
    ...agreementStateRoutes(deps),
    ...publicationRoutes(deps),
    ...registersRoutes(deps),
  ]
}

/** Composes the registry's HTTP side from its parts. */
export function buildRegistry(parts: RegistryParts): FastifyInstance {
  const { clock, sql, asksBcss, changed } = parts
  const app = buildService({
    name: 'registry',
    title: 'Unefois registry',
    log: parts.log,
    clock,
    contracts: schemas,
    ready: parts.ready,
    auth: { issuer: parts.issuer, audience: hubAudience, jwksUri: parts.jwksUri },
    limits: { bodyBytesMax: limits.bodyBytesMax },
    problems: problems.definitions,
    checkResponses: parts.checkResponses ?? false,
    ...(parts.onUnexpected === undefined ? {} : { onUnexpected: parts.onUnexpected }),
  })
  app.addHook('preValidation', async request => {
    const { method, url } = request.routeOptions
    if (method === 'POST' && textUrls.includes(url ?? '')) refuseUnlawfulShape(request.body)
  })
  const idAt = createIds()
  const newId = () => idAt(clock.nowMs())
  const site = createSite(app, { log: parts.log, home: exchangesPath })
  const cases = useCases({ sql, asksBcss, clock, changed, newId })
  registerRoutes(app, registryRoutes({ ...cases, site }))
  addReferencePages(app, site)
  return app
}
