import { setTimeout as sleep } from 'node:timers/promises'
import { createLog } from '@unefois/events'
import { openKeyStore } from '@unefois/sealing'
import { openService } from '@unefois/service'
import { createAnswerPace } from './answer-pace.ts'
import { buildConsent, newId } from './app.ts'
import { readConsentConfig } from './config.ts'
import { openConsentKeys } from './consent-keys.ts'
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
  monotonicMs,
  ready,
})
await service.serve({ app, ready, close: [housekeeping.close, pulse.close] })
