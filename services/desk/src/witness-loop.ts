import { parseVerifierKey } from '@unefois/audit-log'
import { type Snapshot, validatorFor } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import type { LogAnchor } from '@unefois/erasure-journal'
import { openWitnessKey } from '@unefois/log-leaves'
import type { Api } from '@unefois/sdk'
import type { KeyStore } from '@unefois/sealing'
import { errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import { frozenMs } from './domain/frozen-log.ts'
import type { OwnKeys } from './domain/own-entries.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { findLastWitnessed } from './repositories/witnessed.ts'
import { confirmCheckpoint } from './use-cases/confirm-checkpoint.ts'
import { watchLog } from './use-cases/watch-log.ts'

/** Where the hub's log is, and by which key this agency knows it. */
export interface WitnessParts {
  readonly sql: Database
  readonly anchor: LogAnchor
  readonly store: KeyStore
  readonly api: Api
  readonly registry: Api
  readonly own: OwnKeys
  readonly logKey: string
  /** Which of its witness keys this agency signs by. */
  readonly keyNumber: number
  readonly hub: string
  readonly agency: string
  readonly log: DeskLog
  /** The time of day, not the hub's clock: what a cosignature carries. */
  readonly nowSeconds: () => number
}

/**
 * Cosigns what the hub's log publishes, and looks in it for what is this agency's own, for as long
 * as the desk runs; a refusal, and what the agency does not know, is an alarm.
 */
export function startWitness(parts: WitnessParts): Loop {
  const { log } = parts
  const confirm = openConfirming(parts)
  const watch = openWatching(parts)
  const tellIfFrozen = tellFrozen(parts)
  // What was cosigned before this start is looked at, too.
  let isToWatch = true
  return startLoop({
    async turn() {
      // After the hub was asked, or a desk that was off would alarm on coming back; also when the
      // hub does not answer.
      const confirmed = await confirm().finally(tellIfFrozen)
      if (confirmed.what === 'cosigned') {
        isToWatch = true
        log('checkpoint-cosigned', { size: confirmed.size })
        const { lost } = confirmed
        if (lost !== undefined) log('log-leaves-lost', { lost })
      }
      if (confirmed.what === 'behind') log('witness-behind-anchor', { leaves: confirmed.leaves })
      if (confirmed.what === 'refused') log('log-not-consistent', { status: confirmed.status })
      if (isToWatch) await watch()
      isToWatch = false
      return limits.witnessEveryMs
    },
    onError: error => log('witness-put-off', { ...errorPlace(error) }),
    retryMs: limits.retryDelayMs,
    retryMsMax: limits.retryDelayMsMax,
  })
}

function openConfirming(parts: WitnessParts) {
  const { agency, anchor, api, hub, keyNumber, logKey, nowSeconds, sql, store } = parts
  const keyOf = (number: number) => openWitnessKey(store, { hub, agency, nowSeconds, number })
  const isPredecessors = validatorFor('urn:unefois:contracts:log-predecessors.v1')
  return confirmCheckpoint({
    sql,
    anchor,
    log: parseVerifierKey(logKey),
    signer: keyOf(keyNumber),
    now: () => new Date(nowSeconds() * 1_000),
    former: keyNumber > 1 ? keyOf(keyNumber - 1) : undefined,
    hubLog: {
      async ask(old) {
        const path = '/v1/log/add-checkpoint'
        const { status, body } = await api.okResult({ method: 'GET', path, query: { old } })
        if (status === 204) return undefined
        return Buffer.from(typeof body === 'string' ? body : '')
      },
      async readPredecessors() {
        const body = await api.ok<object>({ method: 'GET', path: '/v1/log/predecessors' })
        if (!isPredecessors(body)) throw new Error('not the contract of the log’s predecessors')
        return body
      },
      async say(body) {
        await api.ok({ method: 'POST', path: '/v1/cosignatures', body, repeatable: true })
      },
    },
  })
}

/** Says that the log is frozen, once in the time of a publication. */
export function tellFrozen({
  log,
  nowSeconds,
  sql,
}: Pick<WitnessParts, 'log' | 'nowSeconds' | 'sql'>) {
  let toldMs = Number.NEGATIVE_INFINITY
  return async (): Promise<void> => {
    const nowMs = nowSeconds() * 1_000
    const ageMs = frozenMs((await findLastWitnessed(sql))?.at, nowMs)
    if (ageMs === undefined || nowMs - toldMs < limits.logPublishesEveryMs) return
    toldMs = nowMs
    log('log-frozen', { minutes: Math.floor(ageMs / 60_000) })
  }
}

function openWatching({ agency, api, log, logKey, own, registry, sql }: WitnessParts) {
  const isDirectory = validatorFor('urn:unefois:contracts:log-directory.v1')
  const isSnapshot = validatorFor('urn:unefois:contracts:snapshot.v1')
  const watch = watchLog({
    sql,
    agency,
    own,
    origin: parseVerifierKey(logKey).name,
    async readDirectory(size, after) {
      const query = { size, after }
      const body = await api.ok<object>({ method: 'GET', path: '/v1/log/directory', query })
      if (!isDirectory(body)) throw new Error('not the contract of the log’s directory')
      return body
    },
    async readSnapshot() {
      const body = await registry.ok<Snapshot>({ method: 'GET', path: '/v1/snapshot' })
      if (!isSnapshot(body)) throw new Error('not the registry’s contract')
      return body
    },
  })
  return async (): Promise<void> => {
    const seen = await watch()
    if (seen === undefined) return
    const { found, isProven, unknown, unlogged } = seen
    if (found > 0) log('log-watched', { found })
    if (!isProven) log('log-entry-unproven')
    if (unknown > 0) log('own-entries-unknown', { unknown })
    if (unlogged > 0) log('own-entries-unlogged', { unlogged })
  }
}
