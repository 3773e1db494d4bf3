import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { connectBus, publishRegistryChanged } from '@unefois/bus'
import { checkSchemaVersion, openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { buildOps, createClock, startService, startTelemetry } from '@unefois/service'
import { buildRegistry } from './app.ts'
import { readRegistryConfig } from './config.ts'
import { events } from './events.ts'
import { limits } from './limits.ts'

const config = readRegistryConfig()
const telemetry = await startTelemetry({
  service: 'registry',
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
})
const log = createLog({ service: 'registry', events, level: config.LOG_LEVEL })
const clock = createClock({ file: config.CLOCK_FILE, profile: config.PROFILE })

const sql = openDatabase({
  url: config.DATABASE_URL,
  name: 'registry',
  connectionsMax: limits.connectionsMax,
  lockMsMax: limits.lockMsMax,
})
const migrations = fileURLToPath(new URL('../migrations/', import.meta.url))
await checkSchemaVersion(sql, 'registry', migrations)

const bus = await connectBus({
  servers: config.NATS_URL,
  user: config.NATS_USER,
  password: readFileSync(config.NATS_PASSWORD_FILE, 'utf8').trim(),
  name: 'registry',
})

/** Best effort: whoever misses it finds the new version at its next poll of the snapshot. */
function changed(version: number): void {
  log('registry-changed', { version })
  try {
    publishRegistryChanged(bus, version)
  } catch {
    log('change-not-announced', { version })
  }
}

const ready = async () => {
  const answers = await sql`SELECT 1`.then(
    () => true,
    () => false,
  )
  return { ok: answers, reasons: answers ? [] : ['database'] }
}
const app = buildRegistry({
  issuer: config.ISSUER_URL,
  jwksUri: config.JWKS_URL,
  clock,
  log,
  sql,
  changed,
  ready,
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
  close: [bus.close, () => sql.end({ timeout: 5 }), telemetry.close, clock.close],
})
