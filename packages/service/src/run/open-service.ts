import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { type Bus, connectBus } from '@unefois/bus'
import { checkSchemaVersion, type Database, openDatabase } from '@unefois/database'
import type { FastifyInstance } from 'fastify'
import { type Clock, createClock } from '../clock.ts'
import { errorPlace } from '../error-place.ts'
import type { ServiceLog } from '../events.ts'
import type { Ready } from '../health.ts'
import { limits } from '../limits.ts'
import { startTelemetry } from '../observe/telemetry.ts'
import { buildOps } from '../ops.ts'
import type { BusConfig, FrameConfig } from '../service-config.ts'
import { findBusFaults, findPostgresFaults, type ServerFault } from './server-faults.ts'
import { startService } from './start-service.ts'

type PoolOptions = Omit<Parameters<typeof openDatabase>[0], 'name'> & {
  /** Tells the pools of one service apart in the server's own lists. */
  readonly role?: string
  readonly schema?: { readonly name: string; readonly migrations: URL }
}

/** What `main.ts` stands on. What it opened here is closed in order after its own steps. */
export interface OpenedService {
  readonly clock: Clock
  /** A pool whose server and role keep the promises, on a schema of the code's own version. */
  database(options: PoolOptions): Promise<Database>
  /** A connection under the configured login, to a server that keeps agencies apart. */
  bus(config: BusConfig): Promise<Bus>
  /** Listens. `close` runs in order after the last answer; then bus, pools and telemetry end. */
  serve(options: {
    readonly app: FastifyInstance
    readonly ready: Ready
    readonly close?: readonly (() => unknown)[]
  }): Promise<void>
}

/**
 * The start of every service: telemetry and clock now, servers when `main.ts` asks for them, then
 * both ports. Call it before anything makes a metric.
 */
export async function openService(options: {
  readonly name: string
  readonly config: FrameConfig
  readonly log: ServiceLog
}): Promise<OpenedService> {
  const { name, config, log } = options
  const telemetry = await startTelemetry({
    service: name,
    otlpEndpoint: config.OTEL_EXPORTER_OTLP_ENDPOINT,
  })
  const clock = createClock({
    file: config.CLOCK_FILE,
    profile: config.PROFILE,
    onError: error => log('clock-handler-failed', { ...errorPlace(error) }),
  })
  const judge = createJudge(config.PROFILE, log)
  const opened: { buses: Bus[]; pools: Database[] } = { buses: [], pools: [] }
  return {
    clock,
    async database({ role, schema, ...pool }) {
      const sql = openDatabase({ ...pool, name: role === undefined ? name : `${name} ${role}` })
      opened.pools.push(sql)
      judge(await findPostgresFaults(sql, { lazyCommit: pool.lazyCommit ?? false }))
      if (schema !== undefined) {
        await checkSchemaVersion(sql, schema.name, fileURLToPath(schema.migrations))
      }
      return sql
    },
    async bus(login) {
      const bus = await connectBus({
        servers: login.NATS_URL,
        user: login.NATS_USER,
        password: readFileSync(login.NATS_PASSWORD_FILE, 'utf8').trim(),
        name,
      })
      opened.buses.push(bus)
      judge(findBusFaults(bus))
      return bus
    },
    async serve({ app, ready, close = [] }) {
      await startService({
        app,
        ops: buildOps({ clock, ready, metricsHandler: telemetry.metricsText }),
        port: config.PORT,
        opsPort: config.OPS_PORT,
        host: config.HOST,
        opsHost: config.OPS_HOST,
        parentPid: config.PARENT_PID,
        log,
        close: [
          // First, so that no move of the clock meets what has just been closed.
          clock.close,
          ...close,
          ...opened.buses.map(bus => bus.close),
          ...opened.pools.map(pool => () => pool.end({ timeout: limits.poolEndSecMax })),
          telemetry.close,
        ],
      })
    },
  }
}

/**
 * A server that cannot keep the promises ends the process in production, with one line for each
 * thing to change; in development the line is all, once for all pools.
 */
function createJudge(
  profile: FrameConfig['PROFILE'],
  log: ServiceLog,
): (faults: readonly ServerFault[]) => void {
  const said = new Set<string>()
  const refuses = profile === 'production'
  return faults => {
    for (const { server, change } of faults) {
      if (said.has(change)) continue
      said.add(change)
      log(refuses ? 'server-refused' : 'server-unfit', { server, change })
    }
    // Nothing is served yet and the line has said why: a stack trace would only bury it.
    if (refuses && faults.length > 0) process.exit(1)
  }
}
