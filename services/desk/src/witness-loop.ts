import { parseVerifierKey } from '@unefois/audit-log'
import type { Database } from '@unefois/database'
import { openWitnessKey } from '@unefois/log-leaves'
import type { Api } from '@unefois/sdk'
import type { KeyStore } from '@unefois/sealing'
import { errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { confirmCheckpoint } from './use-cases/confirm-checkpoint.ts'

/** Where the hub's log is, and by which key this agency knows it. */
export interface WitnessParts {
  readonly sql: Database
  readonly store: KeyStore
  readonly api: Api
  readonly logKey: string
  readonly hub: string
  readonly agency: string
  readonly log: DeskLog
  /** The time of day, not the hub's clock: what a cosignature carries. */
  readonly nowSeconds: () => number
}

/** Cosigns what the hub's log publishes, for as long as the desk runs; a refusal is an alarm. */
export function startWitness(parts: WitnessParts): Loop {
  const { agency, api, hub, log, logKey, nowSeconds, sql, store } = parts
  const confirm = confirmCheckpoint({
    sql,
    log: parseVerifierKey(logKey),
    signer: openWitnessKey(store, { hub, agency, nowSeconds }),
    hubLog: {
      async ask(old) {
        const path = '/v1/log/add-checkpoint'
        const { status, body } = await api.okResult({ method: 'GET', path, query: { old } })
        if (status === 204) return undefined
        return Buffer.from(typeof body === 'string' ? body : '')
      },
      async say(body) {
        await api.ok({ method: 'POST', path: '/v1/cosignatures', body, repeatable: true })
      },
    },
  })
  return startLoop({
    async turn() {
      const confirmed = await confirm()
      if (confirmed.what === 'cosigned') log('checkpoint-cosigned', { size: confirmed.size })
      if (confirmed.what === 'refused') log('log-not-consistent', { status: confirmed.status })
      return limits.witnessEveryMs
    },
    onError: error => log('witness-put-off', { ...errorPlace(error) }),
    retryMs: limits.retryDelayMs,
    retryMsMax: limits.retryDelayMsMax,
  })
}
