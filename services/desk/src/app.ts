import { schemas } from '@unefois/contracts'
import type { Log } from '@unefois/events'
import { addReferencePages, createSite } from '@unefois/pages'
import type { KeyStore } from '@unefois/sealing'
import {
  type AuthOptions,
  buildService,
  type Clock,
  type Ready,
  type Route,
  registerRoutes,
} from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import { problems } from './errors.ts'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import { type CaseRouteDeps, caseRoutes } from './routes/cases.ts'
import { type ManyRouteDeps, manyRoutes } from './routes/many.ts'
import { type MoveRouteDeps, moveRoutes } from './routes/moves.ts'
import { type NoticeRouteDeps, noticeRoutes } from './routes/notices.ts'
import { type OfficerRouteDeps, officerRoutes } from './routes/officer.ts'
import { type SafeguardRouteDeps, safeguardRoutes } from './routes/safeguards.ts'
import { type StatisticsRouteDeps, statisticsRoutes } from './routes/statistics.ts'
import { assignCase } from './use-cases/assign-case.ts'
import { claimCase } from './use-cases/claim-case.ts'
import { claimMany } from './use-cases/claim-many.ts'
import { type CloseDeps, closeCase } from './use-cases/close-case.ts'
import { confirmClosing } from './use-cases/confirm-closing.ts'
import { contactMany, informMany } from './use-cases/contact-many.ts'
import { countErasures } from './use-cases/count-erasures.ts'
import { type DeclineDeps, declineCase } from './use-cases/decline-case.ts'
import { eraseCase } from './use-cases/erase-case.ts'
import { forecastDeletions } from './use-cases/forecast-deletions.ts'
import { giveNotice } from './use-cases/give-notice.ts'
import { holdCase } from './use-cases/hold-case.ts'
import { endLimit, limitCase } from './use-cases/limit-case.ts'
import { listCases } from './use-cases/list-cases.ts'
import { listCertificates } from './use-cases/list-certificates.ts'
import { listNotices } from './use-cases/list-notices.ts'
import { endHold, listHolds, placeHold } from './use-cases/place-hold.ts'
import { readCase } from './use-cases/read-case.ts'
import { readLogWatch } from './use-cases/read-log-watch.ts'
import { readStatistics } from './use-cases/read-statistics.ts'
import { readTerritories } from './use-cases/read-territories.ts'
import { recordContact } from './use-cases/record-contact.ts'
import { resumeCase } from './use-cases/resume-case.ts'
import { unclaimCase } from './use-cases/unclaim-case.ts'
import { withdrawClosing } from './use-cases/withdraw-closing.ts'
import { writeNotice } from './use-cases/write-notice.ts'

export type DeskLog = Log<typeof events>
export type DeskRouteDeps = CaseRouteDeps &
  MoveRouteDeps &
  ManyRouteDeps &
  SafeguardRouteDeps &
  NoticeRouteDeps &
  OfficerRouteDeps &
  StatisticsRouteDeps

/** The desk's calls, in one list. */
export function deskRoutes(deps: DeskRouteDeps): readonly Route[] {
  return [
    ...caseRoutes(deps),
    ...moveRoutes(deps),
    ...manyRoutes(deps),
    ...safeguardRoutes(deps),
    ...noticeRoutes(deps),
    ...officerRoutes(deps),
    ...statisticsRoutes(deps),
  ]
}

/** What the use-cases behind the calls need. */
export type AppDeps = DeclineDeps & { readonly store: KeyStore }

/** Composes the HTTP side of a desk; `auth.audience` is the desk's own. */
export function buildDesk(parts: {
  readonly deps: AppDeps
  readonly log: DeskLog
  readonly clock: Clock
  readonly ready: Ready
  readonly auth: AuthOptions
  readonly checkResponses?: boolean
}): FastifyInstance {
  const { deps, log, clock, ready, auth, checkResponses = false } = parts
  const app = buildService({
    name: 'desk',
    title: 'Unefois desk',
    log,
    clock,
    ready,
    auth,
    contracts: schemas,
    problems: problems.definitions,
    checkResponses,
  })
  registerRoutes(app, deskRoutes(useCasesOf(deps, log)))
  addReferencePages(app, createSite(app, { log, home: '/docs' }))
  return app
}

function useCasesOf(deps: AppDeps, log: DeskLog): DeskRouteDeps {
  const { erasingPerAdviserMax, erasingPerTeamMax, erasingWindowDays: windowDays } = limits
  const closing: CloseDeps = {
    ...deps,
    onSecondPersonNeeded(because) {
      const max = because === 'adviser' ? erasingPerAdviserMax : erasingPerTeamMax
      log('second-person-needed', { because, max, windowDays })
    },
  }
  return {
    agency: deps.agency,
    listCases: listCases(deps),
    readCase: readCase(deps),
    claimCase: claimCase(deps),
    unclaimCase: unclaimCase(deps),
    claimMany: claimMany(deps),
    contactMany: contactMany(deps),
    informMany: informMany(deps),
    assignCase: assignCase(deps),
    recordContact: recordContact(deps),
    giveNotice: giveNotice(deps),
    holdCase: holdCase(deps),
    resumeCase: resumeCase(deps),
    closeCase: closeCase(closing),
    declineCase: declineCase({ ...deps, ...closing }),
    confirmClosing: confirmClosing(deps),
    withdrawClosing: withdrawClosing(deps),
    limitCase: limitCase(deps),
    endLimit: endLimit(deps),
    eraseCase: eraseCase(closing),
    listNotices: listNotices(),
    forecastDeletions: forecastDeletions(deps),
    listCertificates: listCertificates(deps),
    readLogWatch: readLogWatch(deps),
    listHolds: listHolds(deps),
    placeHold: placeHold(deps),
    endHold: endHold(deps),
    writeNotice: writeNotice(deps),
    readStatistics: readStatistics(deps),
    readTerritories: readTerritories(deps),
    countErasures: countErasures(deps),
  }
}
