import { publishRegistryChanged } from '@unefois/bus'
import { isAnswering } from '@unefois/database'
import { createLog } from '@unefois/events'
import { openService } from '@unefois/service'
import { buildRegistry } from './app.ts'
import { readRegistryConfig } from './config.ts'
import { events } from './events.ts'
import { limits } from './limits.ts'

const config = readRegistryConfig()
const log = createLog({ service: 'registry', events, level: config.LOG_LEVEL })
const service = await openService({ name: 'registry', config, log })
const sql = await service.database({
  url: config.DATABASE_URL,
  connectionsMax: limits.connectionsMax,
  lockMsMax: limits.lockMsMax,
  schema: { name: 'registry', migrations: new URL('../migrations/', import.meta.url) },
})
const bus = await service.bus(config)

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
  const ok = await isAnswering(sql)
  return { ok, reasons: ok ? [] : ['database'] }
}
const app = buildRegistry({
  issuer: config.ISSUER_URL,
  jwksUri: config.JWKS_URL,
  clock: service.clock,
  log,
  sql,
  asksBcss: config.BCSS === 'asked',
  changed,
  ready,
})
await service.serve({ app, ready })
