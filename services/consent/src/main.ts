import { readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Snapshot } from '@unefois/contracts'
import { createLog } from '@unefois/events'
import { createApi, createTokenSource } from '@unefois/sdk'
import { openKeyStore } from '@unefois/sealing'
import { hubAudience, openService } from '@unefois/service'
import { createAnswerPace } from './answer-pace.ts'
import { buildConsent, newId } from './app.ts'
import { readConsentConfig } from './config.ts'
import { openConsentKeys } from './consent-keys.ts'
import { openDirectory } from './directory.ts'
import { events } from './events.ts'
import { startHousekeeping } from './housekeeping.ts'
import { limits } from './limits.ts'
import { startPulse } from './pulse.ts'
import { forgetLapsed } from './use-cases/forget-lapsed.ts'
import { turnGenerations } from './use-cases/turn-generations.ts'

const config = readConsentConfig()
const log = createLog({ service: 'consent', events, level: config.LOG_LEVEL })
const service = await openService({ name: 'consent', config, log })
const { clock } = service
const sql = await service.database({
  url: config.DATABASE_URL,
  connectionsMax: 8,
  schema: { name: 'consent', migrations: new URL('../migrations/', import.meta.url) },
})
const keys = openConsentKeys(openKeyStore(config.KEYS_DIR), Date.now)
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
const directory = openDirectory({
  async fetchSnapshot() {
    const answer = await registry.call({ method: 'GET', path: '/v1/snapshot' })
    if (answer.status !== 200) throw new Error('the registry did not answer its snapshot')
    return answer.body as Snapshot
  },
  onFault: () => log('registry-unreachable'),
})
await directory.refresh()
const pulse = startPulse(sql, () => log('pulse-missed'))
const keeping = { sql, keys, newId, nowMs: () => clock.nowMs() }
const housekeeping = await startHousekeeping({
  clock,
  log,
  forget: forgetLapsed(keeping),
  turn: turnGenerations(keeping),
})
const ready = async () => {
  const ok = pulse.ageMs() < limits.pulseAgeMsMax
  return { ok, reasons: ok ? [] : ['no-pulse'] }
}
const monotonicMs = () => performance.now()
const pace = createAnswerPace({ everyMs: limits.answerEveryMs, monotonicMs, wait: sleep })
const app = buildConsent({
  issuer: config.ISSUER_URL,
  clock,
  log,
  keys,
  sql,
  pace,
  directory,
  monotonicMs,
  ready,
})
await service.serve({ app, ready, close: [directory.close, housekeeping.close, pulse.close] })
