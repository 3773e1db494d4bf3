import type { Database } from '@unefois/database'
import type { AgreementInForce } from './domain/agreements-in-force.ts'
import { dayOf } from './domain/month.ts'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import { addQuotaUse } from './repositories/quota-use.ts'

const secondsPerDay = 86_400

/** Where one agreement stands after a call: its own calls only, whatever became of them. */
export interface QuotaUse {
  readonly quota: number
  readonly windowSec: number
  readonly remaining: number
  readonly resetSec: number
}

export interface Quotas {
  /**
   * Counts one call, and tells where that leaves the agreement, refused or not.
   * @throws Problem 429 once the agreement's calls of the day are used.
   */
  count(agreement: AgreementInForce, nowMs: number, tell?: (use: QuotaUse) => void): void
  flush(): Promise<void>
  close(): Promise<void>
}

/**
 * Counts calls per agreement and day, whatever became of them (a quota that counted acceptances
 * would be an oracle). Each gateway adds its calls to the database once a second and learns the
 * others': several gateways may overrun a quota by one second's calls, and the accept path pays
 * nothing.
 */
export function createQuotas(sql: Database, onFault: () => void): Quotas {
  const known = new Map<string, number>()
  let pending = new Map<string, number>()
  /** Handed to the database, and not yet in what it answered. */
  let sending: ReadonlyMap<string, number> = new Map()
  let today = ''

  let running = Promise.resolve()

  async function send(): Promise<void> {
    if (pending.size === 0) return
    sending = pending
    pending = new Map()
    const uses = [...sending].sort().map(([key, calls]) => ({ ...split(key), calls }))
    try {
      for (const row of await addQuotaUse(sql, uses)) {
        if (row.day === today) known.set(`${row.agreementId}|${row.day}`, row.calls)
      }
    } catch {
      for (const [key, calls] of sending) pending.set(key, calls + (pending.get(key) ?? 0))
      onFault()
    } finally {
      sending = new Map()
    }
  }

  /** One at a time. */
  const flush = () => {
    running = running.then(send)
    return running
  }
  const timer = setInterval(() => {
    if (sending.size === 0) void flush()
  }, limits.quotaFlushMs)
  timer.unref()
  return {
    count(agreement, nowMs, tell) {
      const day = dayOf(nowMs)
      if (day !== today) {
        known.clear()
        today = day
      }
      const key = `${agreement.id}|${day}`
      const waiting = pending.get(key) ?? 0
      pending.set(key, waiting + 1)
      const before = (known.get(key) ?? 0) + (sending.get(key) ?? 0) + waiting
      const quota = agreement.quotaPerDay
      const resetSec = secondsPerDay - (Math.floor(nowMs / 1000) % secondsPerDay)
      const remaining = Math.max(0, quota - before - 1)
      tell?.({ quota, windowSec: secondsPerDay, remaining, resetSec })
      if (before >= quota) throw problems['quota-used']({ retryAfterSec: resetSec })
    },
    flush,
    async close() {
      clearInterval(timer)
      await flush()
    },
  }
}

function split(key: string): { agreementId: string; day: string } {
  const bar = key.indexOf('|')
  return { agreementId: key.slice(0, bar), day: key.slice(bar + 1) }
}
