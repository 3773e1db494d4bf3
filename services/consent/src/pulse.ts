import type { Database } from '@unefois/database'
import { alone } from '@unefois/service'
import { limits } from './limits.ts'

export interface Pulse {
  /** Milliseconds since the last pulse that was written. */
  ageMs(): number
  close(): void
}

/**
 * Writes this service's proof of life once a second, on the system's clock: without it the gateway
 * lets no signal in, because nobody would be there to take an objection.
 */
export function startPulse(sql: Database, onFault: () => void): Pulse {
  let writtenMs = Number.NEGATIVE_INFINITY
  const beat = alone(async () => {
    try {
      const at = new Date()
      await sql`INSERT INTO consent.pulse AS p (one, at) VALUES (true, ${at})
        ON CONFLICT (one) DO UPDATE SET at = excluded.at`
      writtenMs = performance.now()
    } catch {
      onFault()
    }
  })
  void beat()
  const timer = setInterval(() => void beat(), limits.pulseEveryMs)
  return { ageMs: () => performance.now() - writtenMs, close: () => clearInterval(timer) }
}
