import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { connectBus, openInbox } from '@unefois/bus'
import { checkSchemaVersion, openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { createApi, createTokenSource } from '@unefois/sdk'
import { openKeyStore } from '@unefois/sealing'
import {
  buildOps,
  createClock,
  deskAudience,
  errorPlace,
  hubAudience,
  startService,
  startTelemetry,
} from '@unefois/service'
import { v4 as uuidV4, v7 as uuidV7 } from 'uuid'
import { buildDesk } from './app.ts'
import { readDeskConfig } from './config.ts'
import { openDeskKeys } from './desk-keys.ts'
import { createCalendar } from './domain/calendar.ts'
import { events } from './events.ts'
import { startHousekeeping } from './housekeeping.ts'
import { connectHub } from './hub.ts'
import { startInbox } from './inbox-loop.ts'
import { limits } from './limits.ts'
import type { Loop } from './loop.ts'
import { deskMetrics } from './metrics.ts'
import { startReporting } from './report-loop.ts'

const databaseConnectionsMax = 8

const config = readDeskConfig()
const agency = config.AGENCY
const telemetry = await startTelemetry({
  service: `desk-${agency}`,
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
})
const log = createLog({ service: `desk-${agency}`, events, level: config.LOG_LEVEL })
const clock = createClock({
  file: config.CLOCK_FILE,
  profile: config.PROFILE,
  onError: error => log('clock-handler-failed', { ...errorPlace(error) }),
})
const sql = openDatabase({
  url: config.DATABASE_URL,
  name: `desk ${agency}`,
  connectionsMax: databaseConnectionsMax,
})
await checkSchemaVersion(sql, 'desk', fileURLToPath(new URL('../migrations/', import.meta.url)))
const keys = openDeskKeys(openKeyStore(config.KEYS_DIR))
const bus = await connectBus({
  servers: config.NATS_URL,
  user: config.NATS_USER,
  password: readFileSync(config.NATS_PASSWORD_FILE, 'utf8').trim(),
  name: `desk ${agency}`,
})
const api = createApi({
  baseUrl: config.GATEWAY_URL,
  timeoutMs: limits.hubCallMsMax,
  retriesMax: 0,
  tokens: createTokenSource({
    issuer: config.ISSUER_URL,
    clientId: config.CLIENT_ID,
    privateKey: readFileSync(config.CLIENT_KEY_FILE, 'utf8'),
    audience: hubAudience,
    scope: 'receive signals',
  }),
})
const hub = connectHub(api)
const metrics = deskMetrics(sql)
let reporting: Loop | undefined
const deps = {
  sql,
  keys,
  hub,
  hubName: config.HUB_ID,
  agency,
  clientId: config.CLIENT_ID,
  calendar: createCalendar(config.COUNTRY),
  deadlines: {
    remindDays: config.DEADLINE_REMIND_DAYS,
    takeUpDays: config.DEADLINE_TAKE_UP_DAYS,
    accompanyDays: config.DEADLINE_ACCOMPANY_DAYS,
  },
  now: clock.now,
  newId: (at: Date) => uuidV7({ msecs: at.getTime() }),
  newKey: () => uuidV4(),
  onCommitted: () => reporting?.wake(),
}
const housekeeping = await startHousekeeping(deps, clock, log)
const ready = async () => {
  const reasons = [
    ...(bus.isConnected() ? [] : ['bus-unreachable']),
    ...(keys.hasReceiverKey() ? [] : ['receiver-key-missing']),
    ...(await sql`SELECT 1`.then(
      () => [],
      () => ['database-unreachable'],
    )),
  ]
  return { ok: reasons.length === 0, reasons }
}
const app = buildDesk({
  deps,
  log,
  clock,
  ready,
  auth: { issuer: config.ISSUER_URL, audience: deskAudience(agency), jwksUri: config.JWKS_URL },
})
reporting = startReporting(
  {
    sql,
    hub,
    now: clock.now,
    onRefused(type, code) {
      metrics.onRefused(type)
      log('event-refused', { type, code })
    },
  },
  log,
)
const inbox = await openInbox(bus, agency)
const receiving = startInbox(inbox, deps, { log, metrics })
log('desk-opened', { agency, mode: config.MODE, country: config.COUNTRY })

await startService({
  app,
  ops: buildOps({ clock, ready, metricsHandler: telemetry.metricsText }),
  port: config.PORT,
  opsPort: config.OPS_PORT,
  host: config.HOST,
  opsHost: config.OPS_HOST,
  parentPid: config.PARENT_PID,
  log,
  close: [
    () => {
      const ended = receiving.stop()
      inbox.close()
      return ended
    },
    () => reporting?.stop(),
    () => housekeeping.stop(),
    () => clock.close(),
    () => api.close(),
    () => bus.close(),
    () => sql.end({ timeout: limits.hubCallMsMax / 1_000 }),
    () => telemetry.close(),
  ],
})
