import { healthTimeoutMsMax } from './limits.ts'

/** What `/health/ready` says. */
export interface Health {
  readonly ready: boolean
  readonly reasons: readonly string[]
}

/** Asks a service whether it can keep its promises now. A silent one is not ready. */
export async function readHealth(url: string): Promise<Health> {
  try {
    const response = await fetch(url, { signal: AbortSignal.timeout(healthTimeoutMsMax) })
    const body: unknown = await response.json()
    return { ready: response.ok, reasons: reasonsIn(body) }
  } catch {
    return { ready: false, reasons: ['no answer yet'] }
  }
}

/** The clock's offset that a service shows at `/health/live`, or undefined when it is silent. */
export async function readClockOffset(opsUrl: string): Promise<number | undefined> {
  try {
    const signal = AbortSignal.timeout(healthTimeoutMsMax)
    const response = await fetch(`${opsUrl}/health/live`, { signal })
    const body: unknown = await response.json()
    const offset = typeof body === 'object' && body !== null ? Reflect.get(body, 'offsetMs') : null
    return typeof offset === 'number' ? offset : undefined
  } catch {
    return undefined
  }
}

function reasonsIn(body: unknown): string[] {
  const reasons = typeof body === 'object' && body !== null ? Reflect.get(body, 'reasons') : []
  return Array.isArray(reasons) ? reasons.map(String) : []
}
