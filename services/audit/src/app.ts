import { schemas } from '@unefois/contracts'
import type { Log } from '@unefois/events'
import { addReferencePages } from '@unefois/pages'
import {
  buildService,
  type Clock,
  createIds,
  hubAudience,
  type Route,
  registerRoutes,
} from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import type { AuditDeps } from './deps.ts'
import { problems } from './errors.ts'
import type { events } from './events.ts'
import { type AccessRouteDeps, accessRoutes } from './routes/access.ts'
import { type DeletionRouteDeps, deletionRoutes } from './routes/deletions.ts'
import { type HoldRouteDeps, holdRoutes } from './routes/legal-holds.ts'
import { type LogRouteDeps, logRoutes } from './routes/log.ts'
import { type OversightRouteDeps, oversightRoutes } from './routes/oversight.ts'
import { type RegisterRouteDeps, registersRoutes } from './routes/registers.ts'
import { addConsole, type ConsoleOptions } from './site.ts'
import { traceLook } from './trace-reads.ts'
import { acceptCosignature } from './use-cases/accept-cosignature.ts'
import { answerAccess } from './use-cases/answer-access.ts'
import { askWitness } from './use-cases/ask-witness.ts'
import { closePart } from './use-cases/close-part.ts'
import { endHold } from './use-cases/end-hold.ts'
import { forecastDeletions } from './use-cases/forecast-deletions.ts'
import { listCertificates } from './use-cases/list-certificates.ts'
import { openBreach } from './use-cases/open-breach.ts'
import { placeHold } from './use-cases/place-hold.ts'
import { readAssessment } from './use-cases/read-assessment.ts'
import { readDirectory } from './use-cases/read-directory.ts'
import { readHolds } from './use-cases/read-holds.ts'
import { readCheckpoint, readPolicy, readTile } from './use-cases/read-log.ts'
import { readParts } from './use-cases/read-parts.ts'
import { readPredecessors } from './use-cases/read-predecessors.ts'
import { readRegister } from './use-cases/read-register.ts'
import { recordDeskActs } from './use-cases/record-desk-acts.ts'
import { searchActs } from './use-cases/search-acts.ts'
import { searchPerson } from './use-cases/search-person.ts'

/** What the audit service is made of; `main.ts` opens it, tests open their own. */
export interface AuditParts {
  readonly issuer: string
  readonly clock: Clock
  readonly log: Log<typeof events>
  readonly deps: AuditDeps
  readonly ready: () => Promise<{ ok: boolean; reasons: readonly string[] }>
  readonly pages?: ConsoleOptions
  /** Tests only: validate each answer against its contract. */
  readonly checkResponses?: boolean
}

/** The audit service's calls, in one list. */
export function auditRoutes(
  deps: AccessRouteDeps &
    DeletionRouteDeps &
    HoldRouteDeps &
    LogRouteDeps &
    OversightRouteDeps &
    RegisterRouteDeps,
): readonly Route[] {
  return [
    ...accessRoutes(deps),
    ...deletionRoutes(deps),
    ...holdRoutes(deps),
    ...logRoutes(deps),
    ...registersRoutes(deps),
    ...oversightRoutes(deps),
  ]
}

/** A uuid v7 that carries these milliseconds of the hub's clock. */
export const newId = createIds()

/** Composes the audit service's HTTP side from its parts. */
export function buildAudit(parts: AuditParts): FastifyInstance {
  const { deps } = parts
  const app = buildService({
    name: 'audit',
    title: 'Unefois audit',
    log: parts.log,
    clock: parts.clock,
    contracts: schemas,
    ready: parts.ready,
    auth: { issuer: parts.issuer, audience: hubAudience },
    problems: problems.definitions,
    ...(parts.checkResponses === undefined ? {} : { checkResponses: parts.checkResponses }),
  })
  registerRoutes(
    app,
    auditRoutes({
      nowMs: deps.nowMs,
      traceLook: traceLook(deps),
      answerAccess: answerAccess(deps),
      readParts: readParts(deps),
      closePart: closePart(deps),
      forecastDeletions: forecastDeletions(deps),
      listCertificates: listCertificates(deps),
      placeHold: placeHold(deps),
      readHolds: readHolds(deps),
      endHold: endHold(deps),
      readCheckpoint: readCheckpoint(deps),
      readPolicy: readPolicy(deps),
      readTile: readTile(deps),
      askWitness: askWitness(deps),
      acceptCosignature: acceptCosignature(deps),
      readPredecessors: readPredecessors(deps),
      readDirectory: readDirectory(deps),
      recordDeskActs: recordDeskActs(deps),
      readRegister: readRegister(deps),
      readAssessment: readAssessment(deps),
      searchActs: searchActs(deps),
      searchPerson: searchPerson(deps),
      openBreach: openBreach(deps),
    }),
  )
  addReferencePages(app, addConsole(app, { log: parts.log, deps, pages: parts.pages }))
  return app
}
