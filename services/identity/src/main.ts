import { createLog } from '@unefois/events'
import { openService } from '@unefois/service'
import { buildIdentity } from './app.ts'
import { readIdentityConfig } from './config.ts'
import { identityEvents } from './events.ts'

const config = readIdentityConfig()
const log = createLog({ service: 'identity', events: identityEvents, level: config.LOG_LEVEL })
const service = await openService({ name: 'identity', config, log })
const app = buildIdentity({
  issuer: config.ISSUER_URL,
  clientsFile: config.CLIENTS_FILE,
  accountsFile: config.SAMPLE_ACCOUNTS_FILE,
  keysFolder: config.KEYS_DIR,
  profile: config.PROFILE,
  clock: service.clock,
  log,
})
await service.serve({ app, ready: async () => ({ ok: true, reasons: [] }) })
