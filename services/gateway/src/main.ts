import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { connectBus, subscribeRegistryChanged } from '@unefois/bus'
import type { Snapshot } from '@unefois/contracts'
import { checkSchemaVersion, openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { createApi, createTokenSource } from '@unefois/sdk'
import { openKeyStore } from '@unefois/sealing'
import { buildOps, createClock, hubAudience, startService, startTelemetry } from '@unefois/service'
import { buildGateway } from './app.ts'
import { readGatewayConfig } from './config.ts'
import { events } from './events.ts'
import { startHousekeeping } from './housekeeping.ts'
import { limits } from './limits.ts'
import { createQuotas } from './quotas.ts'
import { openRegistrySnapshot } from './registry-snapshot.ts'
import { startRelayLoop } from './relay-loop.ts'
import { relayOffered, relayWaiting } from './use-cases/relay-outbox.ts'
import { watchStreams } from './use-cases/watch-streams.ts'

const config = readGatewayConfig()
const telemetry = await startTelemetry({
  service: 'gateway',
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
})
const log = createLog({ service: 'gateway', events, level: config.LOG_LEVEL })
const clock = createClock({ file: config.CLOCK_FILE, profile: config.PROFILE })

const open = (url: string, role: string, connectionsMax: number, lazyCommit = false) =>
  openDatabase({ url, name: `gateway ${role}`, connectionsMax, lazyCommit })
const sql = {
  accept: open(config.ACCEPT_DATABASE_URL, 'accept', 4),
  agency: open(config.AGENCY_DATABASE_URL, 'agency', 8),
  // What the relay notes may be lost in a crash: it publishes again, and the bus knows the id.
  relay: open(config.RELAY_DATABASE_URL, 'relay', 4, true),
  retention: open(config.RETENTION_DATABASE_URL, 'retention', 2),
}
const migrations = fileURLToPath(new URL('../migrations/', import.meta.url))
await checkSchemaVersion(sql.relay, 'exchange', migrations)

const bus = await connectBus({
  servers: config.NATS_URL,
  user: config.NATS_USER,
  password: readFileSync(config.NATS_PASSWORD_FILE, 'utf8').trim(),
  name: 'gateway',
})
const registry = createApi({
  baseUrl: config.REGISTRY_URL,
  tokens: createTokenSource({
    issuer: config.ISSUER_URL,
    clientId: config.CLIENT_ID,
    privateKey: readFileSync(config.CLIENT_KEY_FILE, 'utf8'),
    audience: hubAudience,
    scope: 'snapshot',
  }),
})
const snapshot = openRegistrySnapshot({
  async fetchSnapshot(version) {
    const answer = await registry.call({ method: 'GET', path: '/v1/snapshot' })
    if (answer.status !== 200) throw new Error('the registry did not answer its snapshot')
    const fetched = answer.body as Snapshot
    return fetched.version === version ? undefined : fetched
  },
  monotonicMs: () => performance.now(),
  onRefreshed: version => log('snapshot-refreshed', { version }),
  onFault: () => log('snapshot-unreachable'),
})
subscribeRegistryChanged(bus, () => void snapshot.refresh())
await snapshot.refresh()

const keyStore = openKeyStore(config.KEYS_DIR)
const housekeeping = await startHousekeeping({ retentionSql: sql.retention, keyStore, clock, log })
const quotas = createQuotas(sql.relay, () => log('quota-not-counted'))
const watch = watchStreams({ relaySql: sql.relay, bus })
const relayDeps = { relaySql: sql.relay, bus, nowMs: () => clock.nowMs() }
const relay = startRelayLoop({
  relayOffered: relayOffered(relayDeps),
  relayWaiting: relayWaiting({ ...relayDeps, graceMs: limits.relayGraceMs }),
  async watch() {
    const lost = await watch(snapshot.latest()?.receivers ?? [])
    if (lost.length > 0) log('streams-lost', { receivers: lost.length })
  },
  onFault: turn => log('relay-failed', { turn }),
})
snapshot.onVersion(() => relay.watchSoon())
// A store is lost with its server, so the bus was gone for a moment.
bus.onStatus(connected => {
  if (connected) relay.watchSoon()
})

const ready = async () => {
  const reasons = [
    ...(snapshot.isFresh() ? [] : ['snapshot-stale']),
    ...((await answers()) ? [] : ['database']),
  ]
  return { ok: reasons.length === 0, reasons }
}
async function answers(): Promise<boolean> {
  return sql.relay`SELECT 1`.then(
    () => true,
    () => false,
  )
}
const { app, acceptSignal } = buildGateway({
  hub: config.HUB_ID,
  issuer: config.ISSUER_URL,
  clock,
  log,
  keyStore,
  snapshot,
  quotas,
  sql,
  ready,
  relay,
})
const ops = buildOps({ clock, ready, metricsHandler: telemetry.metricsText })
await startService({
  app,
  ops,
  port: config.PORT,
  opsPort: config.OPS_PORT,
  host: config.HOST,
  opsHost: config.OPS_HOST,
  log,
  parentPid: config.PARENT_PID,
  close: [
    acceptSignal.idle,
    snapshot.close,
    housekeeping.close,
    relay.close,
    quotas.close,
    bus.close,
    ...Object.values(sql).map(pool => () => pool.end({ timeout: 5 })),
    telemetry.close,
    clock.close,
  ],
})
