import type { FastifyInstance } from 'fastify'
import type { Clock } from './clock.ts'
import { limits } from './limits.ts'

/** Whether the service can keep its promises now; reasons are codes of ours. */
export type Ready = () => Promise<{ ok: boolean; reasons: readonly string[] }>

/**
 * `/health/live` and `/health/ready`. Reasons are shown on the operator's port only: which part
 * of the hub is down is nothing for an agency.
 */
export function addHealth(
  app: FastifyInstance,
  options: { clock: Clock; ready: Ready; showReasons: boolean },
): void {
  app.get('/health/live', async () => ({
    status: 'ok',
    clock: options.clock.now().toISOString(),
    offsetMs: options.clock.offsetMs,
  }))
  app.get('/health/ready', async (_request, reply) => {
    const { ok, reasons } = await answerInTime(options.ready)
    reply.code(ok ? 200 : 503)
    return { status: ok ? 'ready' : 'not-ready', ...(options.showReasons ? { reasons } : {}) }
  })
}

async function answerInTime(ready: Ready): ReturnType<Ready> {
  const timer = Promise.withResolvers<{ ok: boolean; reasons: string[] }>()
  const late = { ok: false, reasons: ['no-answer-in-time'] }
  const timeout = setTimeout(() => timer.resolve(late), limits.readyTimeoutMs)
  try {
    return await Promise.race([ready(), timer.promise])
  } catch {
    return { ok: false, reasons: ['check-failed'] }
  } finally {
    clearTimeout(timeout)
  }
}
