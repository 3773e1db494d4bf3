import { createLog } from '@unefois/events'
import { buildOps, createClock, startService, startTelemetry } from '@unefois/service'
import { buildIdentity } from './app.ts'
import { readIdentityConfig } from './config.ts'
import { identityEvents } from './events.ts'

const config = readIdentityConfig()
const telemetry = await startTelemetry({
  service: 'identity',
  otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
})
const log = createLog({ service: 'identity', events: identityEvents, level: config.LOG_LEVEL })
const clock = createClock({ file: config.CLOCK_FILE, profile: config.PROFILE })
const app = buildIdentity({
  issuer: config.ISSUER_URL,
  clientsFile: config.CLIENTS_FILE,
  keysFolder: config.KEYS_DIR,
  profile: config.PROFILE,
  clock,
  log,
})
const ops = buildOps({
  clock,
  ready: async () => ({ ok: true, reasons: [] }),
  metricsHandler: telemetry.metricsText,
})
await startService({
  app,
  ops,
  port: config.PORT,
  opsPort: config.OPS_PORT,
  host: config.HOST,
  opsHost: config.OPS_HOST,
  close: [telemetry.close, clock.close],
  log,
  parentPid: config.PARENT_PID,
})
