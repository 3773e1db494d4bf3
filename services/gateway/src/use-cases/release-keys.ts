import type { ReleaseAnswer } from '@unefois/contracts'
import { type Database, inTransaction } from '@unefois/database'
import { unwrapDataKey } from '@unefois/sealing'
import type { HubKeys } from '../hub-keys.ts'
import type { RegistrySnapshot } from '../registry-snapshot.ts'
import { lockAndMarkReleased, readReleasable } from '../repositories/data-keys.ts'
import { appendTraces } from '../repositories/traces.ts'

export interface ReleaseDependencies {
  readonly agencySql: Database
  readonly keys: HubKeys
  readonly snapshot: RegistrySnapshot
  readonly nowMs: () => number
  readonly newId: (ms: number) => string
}

/** The desk that asks: the token names it. */
export interface Receiver {
  readonly agency: string
  readonly clientId: string
}

/**
 * Gives a receiver the keys that open signals addressed to it, after a last check. Each id gets its
 * key or the one refusal `gone`, whatever the reason: objected, withdrawn, expired, suspended
 * agreement, another agency's, unknown. May be asked again until `received` is reported.
 */
export function releaseKeys(deps: ReleaseDependencies) {
  return async (receiver: Receiver, ids: readonly string[]): Promise<ReleaseAnswer> => {
    const inForce = deps.snapshot.current()
    const nowMs = deps.nowMs()
    const at = new Date(nowMs)
    const wanted = [...new Set(ids)].sort()
    const scope = { name: 'release-keys', agency: receiver.agency }
    const keys = await inTransaction(deps.agencySql, scope, async transaction => {
      await lockAndMarkReleased(transaction, receiver.agency, wanted, at)
      // A second statement, so a new snapshot: it sees what the locks waited for.
      const rows = await readReleasable(transaction, receiver.agency, wanted, at)
      const granted = rows.filter(row => inForce.isActive(row.agreementId))
      await appendTraces(
        transaction,
        granted.map(row => ({
          id: deps.newId(nowMs),
          at: at.toISOString(),
          actor: receiver.clientId,
          agency: receiver.agency,
          purpose: row.purpose,
          operation: 'signal-release',
          agreementHash: row.agreementHash,
          signalId: row.signalId,
          counterparty: row.sender,
        })),
      )
      return new Map(granted.map(row => [row.signalId, row]))
    })
    return {
      releases: ids.map(id => {
        const row = keys.get(id)
        const kek = row === undefined ? undefined : deps.keys.kekById(row.kek)
        if (row === undefined || kek === undefined) return { id, refusal: 'gone' as const }
        const dataKey = unwrapDataKey({ kek, wrapped: row.wrapped, signalId: id })
        return { id, key: dataKey.toString('base64url') }
      }),
    }
  }
}
