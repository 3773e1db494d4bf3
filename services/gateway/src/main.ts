import { readFileSync } from 'node:fs'
import { createBcssPort } from '@unefois/bcss'
import { subscribeRegistryChanged } from '@unefois/bus'
import type { Snapshot } from '@unefois/contracts'
import { isAnswering } from '@unefois/database'
import { createLog } from '@unefois/events'
import { createApi, createTokenSource } from '@unefois/sdk'
import { openKeyStore } from '@unefois/sealing'
import { createIds, hubAudience, openService } from '@unefois/service'
import { buildGateway } from './app.ts'
import { startBacklogAlarm } from './backlog-alarm.ts'
import { openCampaigns } from './campaigns.ts'
import { readGatewayConfig } from './config.ts'
import { events } from './events.ts'
import { startHousekeeping } from './housekeeping.ts'
import { limits } from './limits.ts'
import { createQuotas } from './quotas.ts'
import { createReceiversAside } from './receivers-aside.ts'
import { openRegistrySnapshot } from './registry-snapshot.ts'
import { startRelayLoop } from './relay-loop.ts'
import { eraseMessages } from './use-cases/erase-messages.ts'
import { relayOffered, relayWaiting } from './use-cases/relay-outbox.ts'
import { watchStreams } from './use-cases/watch-streams.ts'

const config = readGatewayConfig()
const log = createLog({ service: 'gateway', events, level: config.LOG_LEVEL })
const service = await openService({ name: 'gateway', config, log })
const { clock } = service
const sql = {
  accept: await service.database({
    role: 'accept',
    url: config.ACCEPT_DATABASE_URL,
    connectionsMax: 4,
  }),
  agency: await service.database({
    role: 'agency',
    url: config.AGENCY_DATABASE_URL,
    connectionsMax: 8,
  }),
  relay: await service.database({
    role: 'relay',
    url: config.RELAY_DATABASE_URL,
    connectionsMax: 4,
    // What the relay notes may be lost in a crash: it publishes again, and the bus knows the id.
    lazyCommit: true,
    schema: { name: 'exchange', migrations: new URL('../migrations/', import.meta.url) },
  }),
  retention: await service.database({
    role: 'retention',
    url: config.RETENTION_DATABASE_URL,
    connectionsMax: 2,
  }),
}
const bus = await service.bus(config)

const tokens = createTokenSource({
  issuer: config.ISSUER_URL,
  clientId: config.CLIENT_ID,
  privateKey: readFileSync(config.CLIENT_KEY_FILE, 'utf8'),
  audience: hubAudience,
  scope: 'snapshot',
})
const registry = createApi({ baseUrl: config.REGISTRY_URL, tokens })
const bcss =
  config.BCSS_URL === undefined
    ? undefined
    : createBcssPort({ url: config.BCSS_URL, token: tokens.token, profile: config.PROFILE })
const snapshot = openRegistrySnapshot({
  async fetchSnapshot(version) {
    const call = { method: 'GET', path: '/v1/snapshot', ifNoneMatch: version } as const
    const { status, body } = await registry.call(call)
    if (status === 304) return undefined
    if (status !== 200) throw new Error('the registry did not answer its snapshot')
    return body as Snapshot
  },
  monotonicMs: () => performance.now(),
  onRefreshed: version => log('snapshot-refreshed', { version }),
  onFault: () => log('snapshot-unreachable'),
})
subscribeRegistryChanged(bus, () => void snapshot.refresh())
await snapshot.refresh()

const keyStore = openKeyStore(config.KEYS_DIR)
const newId = createIds()
const housekeeping = await startHousekeeping({
  retentionSql: sql.retention,
  keyStore,
  clock,
  log,
  newId,
})
const quotas = createQuotas(sql.relay, () => log('quota-not-counted'))
const campaigns = openCampaigns({
  sql: sql.relay,
  nowMs: () => clock.nowMs(),
  onFault: () => log('campaigns-unread'),
})
await campaigns.refresh()
clock.onChange(campaigns.refresh)
const watch = watchStreams({ relaySql: sql.relay, bus })
const aside = createReceiversAside(() => performance.now())
const relayDeps = { relaySql: sql.relay, bus, nowMs: () => clock.nowMs(), aside }
const erase = eraseMessages({ ...relayDeps, newId })
const relay = startRelayLoop({
  ...relayOffered(relayDeps),
  relayWaiting: relayWaiting({ ...relayDeps, graceMs: limits.relayGraceMs }),
  eraseMessages: async () => (await erase()) >= limits.erasureBatchMax,
  async watch() {
    const lost = await watch(snapshot.latest()?.receivers ?? [])
    aside.clear()
    if (lost.length > 0) log('streams-lost', { receivers: lost.length })
  },
  onFault: turn => log('relay-failed', { turn }),
})
const backlogs = startBacklogAlarm({
  bus,
  receivers: () => snapshot.latest()?.receivers ?? [],
  tell: aside.tell,
  log,
})
snapshot.onVersion(() => relay.watchSoon())
// A store is lost with its server, so the bus was gone for a moment.
bus.onStatus(connected => {
  if (connected) relay.watchSoon()
})

const ready = async () => {
  const reasons = [
    ...(snapshot.isFresh() ? [] : ['snapshot-stale']),
    ...((await isAnswering(sql.relay)) ? [] : ['database']),
  ]
  return { ok: reasons.length === 0, reasons }
}
const { app, acceptSignal } = buildGateway({
  hub: config.HUB_ID,
  issuer: config.ISSUER_URL,
  clock,
  log,
  keyStore,
  snapshot,
  quotas,
  campaigns,
  sql,
  ready,
  relay,
  bcss,
})
await service.serve({
  app,
  ready,
  close: [
    acceptSignal.idle,
    snapshot.close,
    housekeeping.close,
    backlogs.close,
    relay.close,
    quotas.close,
    campaigns.close,
  ],
})
