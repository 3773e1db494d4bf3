import type { BcssPort } from '@unefois/bcss'
import { schemas } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { Log } from '@unefois/events'
import { addReferencePages, createSite } from '@unefois/pages'
import { createSealer, type KeyStore } from '@unefois/sealing'
import {
  atPace,
  buildService,
  type Clock,
  createIds,
  hubAudience,
  type Route,
  registerRoutes,
} from '@unefois/service'
import type { FastifyInstance } from 'fastify'
import type { Campaigns } from './campaigns.ts'
import { problems } from './errors.ts'
import type { events } from './events.ts'
import { openHubKeys } from './hub-keys.ts'
import { limits } from './limits.ts'
import { batchMetrics } from './metrics.ts'
import type { Quotas } from './quotas.ts'
import type { RegistrySnapshot } from './registry-snapshot.ts'
import type { RelayLoop } from './relay-loop.ts'
import { type BatchRouteDeps, batchRoutes } from './routes/batches.ts'
import { type CampaignRouteDeps, campaignRoutes } from './routes/campaigns.ts'
import { type LearningRouteDeps, learningRoutes } from './routes/learning.ts'
import { type ReceivingRouteDeps, receivingRoutes } from './routes/receiving.ts'
import { type SignalRouteDeps, signalRoutes } from './routes/signals.ts'
import { createStreamSlots } from './stream-slots.ts'
import { acceptCampaign } from './use-cases/accept-campaign.ts'
import { type AcceptLinesDependencies, acceptLines } from './use-cases/accept-lines.ts'
import {
  type AcceptDependencies,
  type AcceptSignals,
  acceptSignals,
} from './use-cases/accept-signals.ts'
import { applyCaseEvents } from './use-cases/apply-case-events.ts'
import { listFeedback } from './use-cases/list-feedback.ts'
import { openBatch } from './use-cases/open-batch.ts'
import { proposeCampaign } from './use-cases/propose-campaign.ts'
import { readBatch, readBatchResults } from './use-cases/read-batch.ts'
import { readCampaignFigures } from './use-cases/read-campaign-figures.ts'
import { listCampaigns, readCampaign } from './use-cases/read-campaigns.ts'
import { readFigures } from './use-cases/read-figures.ts'
import { type StreamBounds, streamBounds } from './use-cases/read-lines.ts'
import { pageSignals, readSignal } from './use-cases/read-signals.ts'
import { releaseKeys } from './use-cases/release-keys.ts'
import { tellFeedback } from './use-cases/tell-feedback.ts'
import { withdrawSignal } from './use-cases/withdraw-signal.ts'

export type GatewayRouteDeps = SignalRouteDeps &
  ReceivingRouteDeps &
  LearningRouteDeps &
  CampaignRouteDeps &
  BatchRouteDeps
export type GatewayLog = Log<typeof events>

/** What the gateway is made of; `main.ts` opens it, tests open their own. */
export interface GatewayParts {
  readonly hub: string
  readonly issuer: string
  readonly clock: Clock
  readonly log: GatewayLog
  readonly keyStore: KeyStore
  readonly snapshot: RegistrySnapshot
  readonly quotas: Quotas
  readonly campaigns: Campaigns
  readonly sql: Readonly<Record<'accept' | 'agency' | 'relay', Database>>
  readonly ready: () => Promise<{ ok: boolean; reasons: readonly string[] }>
  readonly relay: Pick<RelayLoop, 'offer' | 'wake'>
  readonly bcss?: BcssPort | undefined
  /** Absent: what a stream of lines may take in production. */
  readonly streamBounds?: StreamBounds
}

/** The gateway's calls, in one list. */
export function gatewayRoutes(deps: GatewayRouteDeps): readonly Route[] {
  return [
    ...signalRoutes(deps),
    ...receivingRoutes(deps),
    ...learningRoutes(deps),
    ...campaignRoutes(deps),
    ...batchRoutes(deps),
  ]
}

/** Composes the gateway's HTTP side from its parts. */
export function buildGateway(parts: GatewayParts): {
  app: FastifyInstance
  acceptSignal: AcceptSignals
} {
  const keys = openHubKeys(parts.keyStore)
  const nowMs = () => parts.clock.nowMs()
  const newId = createIds()
  const shared = { agencySql: parts.sql.agency, keys, nowMs, newId, snapshot: parts.snapshot }
  const accepting: AcceptDependencies = {
    ...shared,
    hub: parts.hub,
    sealer: createSealer({ nowMs: () => performance.now() }),
    acceptSql: parts.sql.accept,
    quotas: parts.quotas,
    campaigns: parts.campaigns,
    bcss: parts.bcss,
    systemNow: () => new Date(),
    offer: parts.relay.offer,
  }
  const acceptSignal = acceptSignals(accepting)
  const feedback = listFeedback(shared)
  const streams = tellFeedback({ listFeedback: feedback, systemNow: () => new Date() })
  const deps: GatewayRouteDeps = {
    acceptSignal,
    readSignal: readSignal(shared),
    pageSignals: pageSignals(shared),
    withdrawSignal: atPace(
      limits.withdrawalEveryMs,
      withdrawSignal({ ...shared, onCommitted: parts.relay.wake }),
    ),
    releaseKeys: releaseKeys(shared),
    applyCaseEvents: applyCaseEvents(shared),
    listFeedback: feedback,
    streamFeedback: streams,
    ...campaignCalls(parts, shared),
    ...batchCalls(parts, accepting),
    readFigures: readFigures({ relaySql: parts.sql.relay }),
  }
  const app = buildService({
    name: 'gateway',
    title: 'Unefois gateway',
    log: parts.log,
    clock: parts.clock,
    contracts: schemas,
    ready: parts.ready,
    auth: { issuer: parts.issuer, audience: hubAudience },
    problems: problems.definitions,
  })
  registerRoutes(app, gatewayRoutes(deps))
  addReferencePages(app, createSite(app, { log: parts.log, home: '/docs' }))
  app.addHook('preClose', async () => streams.endAll())
  return { app, acceptSignal }
}

function campaignCalls(
  parts: GatewayParts,
  shared: Parameters<typeof proposeCampaign>[0],
): CampaignRouteDeps {
  return {
    proposeCampaign: proposeCampaign(shared),
    acceptCampaign: acceptCampaign({ ...shared, campaigns: parts.campaigns }),
    readCampaign: readCampaign(shared),
    listCampaigns: listCampaigns(shared),
    readCampaignFigures: readCampaignFigures({ ...shared, relaySql: parts.sql.relay }),
  }
}

function batchCalls(parts: GatewayParts, accepting: AcceptDependencies): BatchRouteDeps {
  const { log } = parts
  const onOpened = (batch: string, agency: string) => log('batch-opened', { batch, agency })
  const linesDeps: AcceptLinesDependencies = {
    ...accepting,
    ...batchMetrics(),
    slots: createStreamSlots(),
    onEnded: end => log('batch-stream-ended', { ...end }),
  }
  return {
    openBatch: openBatch({ ...accepting, onOpened }),
    acceptLines: acceptLines(linesDeps),
    readBatch: readBatch(accepting),
    readBatchResults: readBatchResults(accepting),
    streamBounds: parts.streamBounds ?? streamBounds,
  }
}
