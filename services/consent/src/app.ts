import { schemas } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { Log } from '@unefois/events'
import type { KeyStore } from '@unefois/sealing'
import { buildService, type Clock, hubAudience, type Route, registerRoutes } from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { v7 as uuidV7 } from 'uuid'
import { problems } from './errors.ts'
import type { events } from './events.ts'
import { type PersonAgreementRouteDeps, personAgreementRoutes } from './routes/person-agreements.ts'
import { recordPersonAgreement } from './use-cases/record-person-agreement.ts'

/** What the consent service is made of; `main.ts` opens it, tests open their own. */
export interface ConsentParts {
  readonly issuer: string
  readonly clock: Clock
  readonly log: Log<typeof events>
  readonly keys: KeyStore
  readonly sql: Database
  readonly ready: () => Promise<{ ok: boolean; reasons: readonly string[] }>
}

/** The consent service's calls, in one list. */
export function consentRoutes(deps: PersonAgreementRouteDeps): readonly Route[] {
  return [...personAgreementRoutes(deps)]
}

/** Composes the consent service's HTTP side from its parts. */
export function buildConsent(parts: ConsentParts): FastifyInstance {
  const app = buildService({
    name: 'consent',
    title: 'Unefois consent',
    log: parts.log,
    clock: parts.clock,
    contracts: schemas,
    ready: parts.ready,
    auth: { issuer: parts.issuer, audience: hubAudience },
    problems: problems.definitions,
  })
  const deps = {
    recordPersonAgreement: recordPersonAgreement({
      sql: parts.sql,
      keys: parts.keys,
      nowMs: () => parts.clock.nowMs(),
      newId: ms => uuidV7({ msecs: ms }),
    }),
  }
  registerRoutes(app, consentRoutes(deps))
  return app
}
