// A service on servers, in its own process, for servers.test.ts: starts as any `main.ts` does.
import { schemas } from '@unefois/contracts'
import { createLog } from '@unefois/events'
import { buildService, openService, serviceEvents } from '../src/index.ts'

const { config, databaseUrl, lazyCommit, bus } = JSON.parse(process.argv[2] ?? '{}')
const log = createLog({ service: 'started', events: serviceEvents })
const service = await openService({ name: 'started', config, log })
if (databaseUrl !== undefined) {
  await service.database({ url: databaseUrl, connectionsMax: 1, lazyCommit })
  await service.database({ role: 'second', url: databaseUrl, connectionsMax: 1, lazyCommit })
}
if (bus !== undefined) await service.bus(bus)
const ready = async () => ({ ok: true, reasons: [] })
const { clock } = service
const app = buildService({ name: 'started', log, clock, contracts: schemas, ready })
await service.serve({ app, ready })
