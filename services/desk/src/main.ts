import { randomUUID } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { openInbox } from '@unefois/bus'
import { isAnswering } from '@unefois/database'
import { openJournalFolder, openLogAnchor, replayJournal } from '@unefois/erasure-journal'
import { createLog } from '@unefois/events'
import { createApi, createTokenSource } from '@unefois/sdk'
import { openKeyStore } from '@unefois/sealing'
import { createIds, deskAudience, errorPlace, hubAudience, openService } from '@unefois/service'
import { openAgreements } from './agreements.ts'
import { buildDesk } from './app.ts'
import { readDeskConfig } from './config.ts'
import { openDeskKeys } from './desk-keys.ts'
import { createCalendar } from './domain/calendar.ts'
import { readSignKeys } from './domain/own-entries.ts'
import { events } from './events.ts'
import { startHousekeeping } from './housekeeping.ts'
import { connectHub } from './hub.ts'
import { connectHubLog } from './hub-log.ts'
import { startInbox } from './inbox-loop.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { deskMetrics } from './metrics.ts'
import { startReporting } from './report-loop.ts'
import { startTelling } from './tell-loop.ts'
import { startWitness } from './witness-loop.ts'

const databaseConnectionsMax = 8

const config = readDeskConfig()
const agency = config.AGENCY
const name = `desk-${agency}`
const log = createLog({ service: name, events, level: config.LOG_LEVEL })
const service = await openService({ name, config, log })
const { clock } = service
const sql = await service.database({
  url: config.DATABASE_URL,
  connectionsMax: databaseConnectionsMax,
  schema: { name: 'desk', migrations: new URL('../migrations/', import.meta.url) },
})
const store = openKeyStore(config.KEYS_DIR)
const keys = openDeskKeys(store)
// Beside the keys unless told: neither comes back with a restore of the database.
const journalDir = config.JOURNAL_DIR ?? join(config.KEYS_DIR, 'journal')
const folder = openJournalFolder(journalDir)
const anchor = openLogAnchor(journalDir)
const replayed = await replayJournal({ sql, folder })
if (replayed.entries > 0) log('erasures-replayed', { ...replayed })
const bus = await service.bus(config)
/** A client of one scope each: a desk that may not read the registry still receives. */
const clientOf = (baseUrl: string, scope: string) =>
  createApi({
    baseUrl,
    timeoutMs: limits.hubCallMsMax,
    retriesMax: 0,
    tokens: createTokenSource({
      issuer: config.ISSUER_URL,
      clientId: config.CLIENT_ID,
      privateKey: readFileSync(config.CLIENT_KEY_FILE, 'utf8'),
      audience: hubAudience,
      scope,
    }),
  })
const api = clientOf(config.GATEWAY_URL, 'receive signals')
const registry = clientOf(config.REGISTRY_URL, 'snapshot')
const agreements = openAgreements({
  registry,
  agency,
  monotonicMs: () => performance.now(),
  onUnanswered: () => log('agreements-unreachable'),
})
const hub = connectHub(api)
const idAt = createIds()
const metrics = deskMetrics(sql)
let reporting: Loop | undefined
const deps = {
  sql,
  keys,
  store,
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
  agreements,
  now: clock.now,
  newId: (at: Date) => idAt(at.getTime()),
  newKey: randomUUID,
  onCommitted: () => reporting?.wake(),
}
const refreshing = startLoop({
  async turn() {
    return (await agreements.refresh()) ? limits.agreementsRefreshMs : limits.retryDelayMsMax
  },
  onError: error => log('housekeeping-failed', { ...errorPlace(error) }),
  retryMs: limits.retryDelayMs,
  retryMsMax: limits.retryDelayMsMax,
})
const housekeeping = await startHousekeeping(deps, clock, log, { folder, store })
const ready = async () => {
  const reasons = [
    ...(bus.isConnected() ? [] : ['bus-unreachable']),
    ...(keys.hasReceiverKey() ? [] : ['receiver-key-missing']),
    ...((await isAnswering(sql)) ? [] : ['database-unreachable']),
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
// A desk that was told where the hub's log is tells it what it does.
const auditApi = config.AUDIT_URL === undefined ? undefined : clientOf(config.AUDIT_URL, 'receive')
const telling = auditApi && startTelling({ sql, hubLog: connectHubLog(auditApi) }, log)
const witness = openWitness()
log('desk-opened', { agency, mode: config.MODE, country: config.COUNTRY })

await service.serve({
  app,
  ready,
  close: [
    () => {
      const ended = receiving.stop()
      inbox.close()
      return ended
    },
    () => reporting?.stop(),
    () => housekeeping.stop(),
    () => refreshing.stop(),
    () => registry.close(),
    () => api.close(),
    () => telling?.stop(),
    () => witness?.stop(),
    () => auditApi?.close(),
  ],
})

/** A desk that was told also by which key to know the log cosigns it. */
function openWitness(): Loop | undefined {
  const { LOG_VERIFIER_KEY_FILE: file } = config
  const logKey = config.LOG_VERIFIER_KEY ?? (file && readFileSync(file, 'utf8').trim())
  if (auditApi === undefined || logKey === undefined) return undefined
  const nowSeconds = () => Math.floor(Date.now() / 1_000)
  const own = {
    hasReceiverKey: (keyId: string) => keys.findReceiverKey(keyId) !== undefined,
    signKeys: config.SIGN_KEYS === undefined ? undefined : readSignKeys(config.SIGN_KEYS),
  }
  const { HUB_ID: hubName, WITNESS_KEY: keyNumber } = config
  const parts = { sql, anchor, store, logKey, hub: hubName, agency, log, nowSeconds, registry, own }
  return startWitness({ ...parts, keyNumber, api: auditApi })
}
