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
import { actOnce } from './act-once.ts'
import type { AnswerPace } from './answer-pace.ts'
import type { ConsentKeys } from './consent-keys.ts'
import type { ConsentDeps } from './deps.ts'
import type { Directory } from './directory.ts'
import { problems } from './errors.ts'
import type { events } from './events.ts'
import { type SuccessionRouteDeps, successionRoutes } from './routes/identifier-successions.ts'
import { type ObjectionRouteDeps, objectionRoutes } from './routes/objections.ts'
import { type PersonAgreementRouteDeps, personAgreementRoutes } from './routes/person-agreements.ts'
import { type RequestRouteDeps, requestRoutes } from './routes/requests.ts'
import { liftRestriction } from './use-cases/lift-restriction.ts'
import { lodgeObjection } from './use-cases/lodge-objection.ts'
import { readPersonAgreement } from './use-cases/read-person-agreement.ts'
import { readReceipt } from './use-cases/read-receipt.ts'
import { recordPersonAgreement } from './use-cases/record-person-agreement.ts'
import { requestAccess } from './use-cases/request-access.ts'
import { requestErasure } from './use-cases/request-erasure.ts'
import { restrictSignals } from './use-cases/restrict-signals.ts'
import { succeedIdentifier } from './use-cases/succeed-identifier.ts'
import { withdrawObjection } from './use-cases/withdraw-objection.ts'
import { withdrawPersonAgreement } from './use-cases/withdraw-person-agreement.ts'

/** What the consent service is made of; `main.ts` opens it, tests open their own. */
export interface ConsentParts {
  readonly issuer: string
  readonly clock: Clock
  readonly log: Log<typeof events>
  readonly keys: ConsentKeys
  readonly sql: Database
  readonly pace: AnswerPace
  readonly directory: Directory
  readonly monotonicMs: () => number
  readonly ready: () => Promise<{ ok: boolean; reasons: readonly string[] }>
  /** Tests only: validate each answer against its contract. */
  readonly checkResponses?: boolean
}

type RouteDeps = PersonAgreementRouteDeps &
  ObjectionRouteDeps &
  SuccessionRouteDeps &
  RequestRouteDeps

/** The consent service's calls, in one list. */
export function consentRoutes(deps: RouteDeps): readonly Route[] {
  return [
    ...personAgreementRoutes(deps),
    ...objectionRoutes(deps),
    ...successionRoutes(deps),
    ...requestRoutes(deps),
  ]
}

/** A uuid v7 that carries these milliseconds of the hub's clock. */
export const newId = createIds()

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
    ...(parts.checkResponses === undefined ? {} : { checkResponses: parts.checkResponses }),
  })
  const nowMs = () => parts.clock.nowMs()
  const deps: ConsentDeps = { ...parts, nowMs, newId, actOnce: actOnce({ ...parts, nowMs }) }
  registerRoutes(
    app,
    consentRoutes({
      recordPersonAgreement: recordPersonAgreement(deps),
      readPersonAgreement: readPersonAgreement(deps),
      withdrawPersonAgreement: withdrawPersonAgreement(deps),
      lodgeObjection: lodgeObjection(deps),
      withdrawObjection: withdrawObjection(deps),
      readReceipt: readReceipt(deps),
      succeedIdentifier: succeedIdentifier(deps),
      requestErasure: requestErasure(deps),
      restrictSignals: restrictSignals(deps),
      liftRestriction: liftRestriction(deps),
      requestAccess: requestAccess(deps),
    }),
  )
  addReferencePages(app, createSite(app, { log: parts.log, home: '/docs' }))
  return app
}
