import fastify, { type FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'
import { addHealth, type Ready } from './health.ts'
import { limits } from './limits.ts'

/** The operator's port: health with reasons, and `/metrics`. Never reachable by an agency. */
export function buildOps(options: {
  clock: Clock
  ready: Ready
  /** The Prometheus text, `telemetry.metricsText`. */
  metricsHandler: () => Promise<string>
}): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: limits.headerBytesMax,
    requestTimeout: limits.requestTimeoutMs,
    forceCloseConnections: true,
    exposeHeadRoutes: false,
  })
  addHealth(app, { clock: options.clock, ready: options.ready, showReasons: true })
  app.get('/metrics', async (_request, reply) => {
    reply.type('text/plain; version=0.0.4; charset=utf-8')
    return options.metricsHandler()
  })
  return app
}
