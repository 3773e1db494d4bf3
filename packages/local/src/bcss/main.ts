// The BCSS simulator's process, started by the launcher when a scenario asks for it.
import { readConfig } from '@unefois/config'
import { createLog } from '@unefois/events'
import {
  authProperties,
  authRequired,
  openService,
  serviceProperties,
  serviceRequired,
} from '@unefois/service'
import { sayOnStandardError } from '../os/say.ts'
import { buildBcssSimulator, simulatorEvents } from './simulator.ts'

const config = readConfig({
  type: 'object',
  required: [...serviceRequired, ...authRequired],
  properties: { ...serviceProperties, ...authProperties },
} as const)

if (config.PROFILE !== 'development') {
  sayOnStandardError('A simulator of the BCSS has no place in production: it does not start.')
  process.exit(1)
}
const name = 'bcss-simulator'
const log = createLog({ service: name, events: simulatorEvents, level: config.LOG_LEVEL })
const service = await openService({ name, config, log })
const app = buildBcssSimulator({ issuer: config.ISSUER_URL, clock: service.clock, log })
await service.serve({ app, ready: async () => ({ ok: true, reasons: [] }) })
