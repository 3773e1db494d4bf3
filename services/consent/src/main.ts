import { createLog } from '@unefois/events'
import { openKeyStore } from '@unefois/sealing'
import { openService } from '@unefois/service'
import { buildConsent } from './app.ts'
import { readConsentConfig } from './config.ts'
import { events } from './events.ts'
import { pulseAgeMsMax } from './limits.ts'
import { startPulse } from './pulse.ts'

const config = readConsentConfig()
const log = createLog({ service: 'consent', events, level: config.LOG_LEVEL })
const service = await openService({ name: 'consent', config, log })
const { clock } = service
const sql = await service.database({
  url: config.DATABASE_URL,
  connectionsMax: 8,
  schema: { name: 'consent', migrations: new URL('../migrations/', import.meta.url) },
})
const pulse = startPulse(sql, () => log('pulse-missed'))
const ready = async () => {
  const ok = pulse.ageMs() < pulseAgeMsMax
  return { ok, reasons: ok ? [] : ['no-pulse'] }
}
const keys = openKeyStore(config.KEYS_DIR)
const app = buildConsent({ issuer: config.ISSUER_URL, clock, log, keys, sql, ready })
await service.serve({ app, ready, close: [pulse.close] })
