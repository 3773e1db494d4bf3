import type { FastifyInstance } from 'fastify'
import { limits } from '../limits.ts'

/**
 * A caller who was answered before its body was complete (refused in the middle of a stream, or too
 * slow) may read the answer; what it still sends is thrown away, and after a while the connection
 * is closed. Closing it at once would reset it, and the answer be lost. This stands in for node's
 * `requestTimeout`, which knows one limit for a signal of 300 bytes and for a million lines: each
 * route's own time limit answers first.
 */
export function breakOffUnreadBodies(app: FastifyInstance): void {
  app.addHook('onResponse', (request, _reply, done) => {
    const { raw } = request
    if (!raw.complete && !raw.destroyed) {
      const timer = setTimeout(() => raw.destroy(), limits.unreadBodyMsMax)
      timer.unref()
      raw.once('close', () => clearTimeout(timer))
      raw.resume()
    }
    done()
  })
}
