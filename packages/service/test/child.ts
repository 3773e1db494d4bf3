// A service in its own process, for process.test.ts: says on standard output what it does.
import { setTimeout as sleep } from 'node:timers/promises'
import { schemas } from '@unefois/contracts'
import { createLog } from '@unefois/events'
import {
  buildOps,
  buildService,
  createClock,
  defineRoute,
  registerRoutes,
  serviceEvents,
  startService,
} from '../src/index.ts'

const options: { port: number; opsPort: number; parentPid?: number; clockFile?: string } =
  JSON.parse(process.argv[2] ?? '{}')
const say = (line: string) => process.stdout.write(`${line}\n`)
const log = createLog({ service: 'child', events: serviceEvents })
const clock = createClock({ file: options.clockFile, pollMs: 10 })
clock.onChange(async () => {
  await sleep(100)
  say('handler-done')
})
const ready = async () => ({ ok: true, reasons: [] })
const app = buildService({ name: 'child', log, clock, contracts: schemas, ready })
const shared = { method: 'GET', summary: 'x', public: true } as const
registerRoutes(app, [
  defineRoute({
    ...shared,
    url: '/slow',
    handler: async () => {
      say('slow-begun')
      await sleep(300)
      return { done: true }
    },
  }),
  defineRoute({
    ...shared,
    url: '/crash',
    handler: () => {
      setImmediate(() => {
        throw new Error('253072B07300470')
      })
      return {}
    },
  }),
])
const ops = buildOps({ clock, ready, metricsHandler: async () => '' })
const failing = () => {
  throw new Error('a step that fails')
}
await startService({
  app,
  ops,
  port: options.port,
  opsPort: options.opsPort,
  close: [() => say('closed-1'), failing, () => say('closed-2')],
  log,
  parentPid: options.parentPid,
})
