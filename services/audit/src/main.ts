import { readFileSync } from 'node:fs'
import type { RegisterSource, RightList, Snapshot } from '@unefois/contracts'
import { isAnswering } from '@unefois/database'
import { isBehindJournal, openJournalFolder, openLogAnchor } from '@unefois/erasure-journal'
import { createLog } from '@unefois/events'
import { openLogKey } from '@unefois/log-leaves'
import { createApi, createTokenSource } from '@unefois/sdk'
import { openKeyStore } from '@unefois/sealing'
import { hubAudience, openService } from '@unefois/service'
import { buildAudit, newId } from './app.ts'
import { readAuditConfig } from './config.ts'
import type { AuditDeps } from './deps.ts'
import { events } from './events.ts'
import { planTurns, startHousekeeping } from './housekeeping.ts'
import { limits } from './limits.ts'
import { openParticipants } from './participants.ts'
import { startSequencer } from './sequencer.ts'

const config = readAuditConfig()
const log = createLog({ service: 'audit', events, level: config.LOG_LEVEL })
const service = await openService({ name: 'audit', config, log })
const { clock } = service
const pool = { url: config.DATABASE_URL, statementMsMax: limits.statementMsMax }
const sql = await service.database({
  ...pool,
  connectionsMax: 6,
  schema: { name: 'audit', migrations: new URL('../migrations/', import.meta.url) },
})
const measuring = await service.database({ ...pool, connectionsMax: 1, role: 'measuring' })
const folder = openJournalFolder(config.JOURNAL_DIR)
if (await isBehindJournal({ sql, folder })) {
  // A restored database holds again what was erased: nothing opens on it before the replay.
  log('database-behind-journal')
  process.exit(1)
}
const clientKey = readFileSync(config.CLIENT_KEY_FILE, 'utf8')
const registry = createApi({
  baseUrl: config.REGISTRY_URL,
  tokens: createTokenSource({
    issuer: config.ISSUER_URL,
    clientId: config.CLIENT_ID,
    privateKey: clientKey,
    audience: hubAudience,
    scope: 'snapshot',
  }),
})
const participants = openParticipants({
  async fetchSnapshot() {
    const [snapshot, rights] = await Promise.all([
      registry.ok<Snapshot>({ method: 'GET', path: '/v1/snapshot' }),
      registry.ok<RightList>({ method: 'GET', path: '/v1/rights' }),
    ])
    return { ...snapshot, catalogue: rights.items }
  },
  monotonicMs: () => performance.now(),
  onKnown: () => void turns.forget(),
  onFault: () => log('participants-unknown'),
})
const store = openKeyStore(config.KEYS_DIR)
const deps: AuditDeps = {
  sql,
  measuring,
  folder,
  store,
  logKey: openLogKey(store, config.HUB_ID, config.LOG_EPOCH),
  anchor: openLogAnchor(config.JOURNAL_DIR),
  hub: config.HUB_ID,
  clientId: config.CLIENT_ID,
  nowMs: () => clock.nowMs(),
  newId,
  agencies: participants.latest,
  directory: participants.directory,
  partEventsMax: config.ACCESS_PART_EVENTS,
  registerSource: () => registry.ok<RegisterSource>({ method: 'GET', path: '/v1/register-source' }),
}
const turns = planTurns(deps, log)
await participants.refresh()
// Before the clocks of retention: what is forgotten has its number first.
const sequencer = startSequencer(deps, clock, log)
const housekeeping = await startHousekeeping(turns, clock)
const ready = async () => {
  const reasons = [
    ...(participants.latest() === undefined ? ['participants'] : []),
    ...((await isAnswering(sql)) ? [] : ['database']),
  ]
  return { ok: reasons.length === 0, reasons }
}
const { PUBLIC_URL: publicUrl, ISSUER_URL: issuer } = config
const fictitious = config.PROFILE === 'development'
const pages = publicUrl === undefined ? {} : { pages: { publicUrl, issuer, clientKey, fictitious } }
const app = buildAudit({ issuer, clock, log, deps, ready, ...pages })
await service.serve({
  app,
  ready,
  close: [participants.close, housekeeping.close, sequencer.close],
})
