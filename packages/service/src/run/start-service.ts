import closeWithGrace from 'close-with-grace'
import type { FastifyInstance } from 'fastify'
import { errorPlace } from '../error-place.ts'
import type { ServiceLog } from '../events.ts'
import { limits } from '../limits.ts'
import { watchParent } from './parent-watch.ts'

export interface StartOptions {
  readonly app: FastifyInstance
  readonly ops: FastifyInstance
  readonly port: number
  readonly opsPort: number
  /** Loopback by default; the operator's port is always on loopback unless `opsHost` says so. */
  readonly host?: string | undefined
  readonly opsHost?: string | undefined
  /** Run in this order after the last answer: loops, bus, database, telemetry. */
  readonly close: readonly (() => unknown)[]
  readonly log: ServiceLog
  readonly parentPid?: number | undefined
}

const loopback = '127.0.0.1'

/**
 * Listens, and ends in order on SIGTERM, SIGINT, a fatal error or the death of the parent:
 * no new connection, answers under way, then `close` one by one, the operator's port last.
 * @returns a function that ends the service as SIGTERM would.
 */
export async function startService(options: StartOptions): Promise<() => void> {
  const { app, ops, log } = options
  let stopWatching: () => void = () => undefined
  const grace = closeWithGrace(
    { delay: limits.shutdownMsMax, logger: false },
    async ({ signal, err, manual }) => {
      stopWatching()
      if (err !== undefined) log('service-failed', { ...errorPlace(err) })
      log('service-stopping', { reason: signal ?? (manual ? 'asked' : 'error') })
      await app.close()
      for (const step of options.close) await closeStep(step, log)
      await ops.close()
      log('service-stopped')
    },
  )
  await ops.listen({ port: options.opsPort, host: options.opsHost ?? loopback })
  await app.listen({ port: options.port, host: options.host ?? loopback })
  if (options.parentPid !== undefined) stopWatching = watchParent(options.parentPid, grace.close)
  log('service-started', { port: options.port, opsPort: options.opsPort })
  return grace.close
}

/** One step that fails must not keep the others from closing. */
async function closeStep(step: () => unknown, log: ServiceLog): Promise<void> {
  try {
    await step()
  } catch (error) {
    log('service-failed', { ...errorPlace(error) })
  }
}
