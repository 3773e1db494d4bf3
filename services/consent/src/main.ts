import { fileURLToPath } from 'node:url'
import { checkSchemaVersion, openDatabase } from '@unefois/database'
import { createLog } from '@unefois/events'
import { openKeyStore } from '@unefois/sealing'
import { buildOps, createClock, startService, startTelemetry } from '@unefois/service'
import { buildConsent } from './app.ts'
import { readConsentConfig } from './config.ts'
import { events } from './events.ts'
import { pulseAgeMsMax } from './limits.ts'
import { startPulse } from './pulse.ts'

const config = readConsentConfig()
const telemetry = await startTelemetry({
  service: 'consent',
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
})
const log = createLog({ service: 'consent', events, level: config.LOG_LEVEL })
const clock = createClock({ file: config.CLOCK_FILE, profile: config.PROFILE })
const sql = openDatabase({ url: config.DATABASE_URL, name: 'consent', connectionsMax: 8 })
await checkSchemaVersion(sql, 'consent', fileURLToPath(new URL('../migrations/', import.meta.url)))
const pulse = startPulse(sql, () => log('pulse-missed'))
const ready = async () => {
  const ok = pulse.ageMs() < pulseAgeMsMax
  return { ok, reasons: ok ? [] : ['no-pulse'] }
}
const keys = openKeyStore(config.KEYS_DIR)
const app = buildConsent({ issuer: config.ISSUER_URL, clock, log, keys, sql, ready })
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
  close: [pulse.close, () => sql.end({ timeout: 5 }), telemetry.close, clock.close],
})
