import type { ReleaseAnswer } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { unwrapDataKey } from '@unefois/sealing'
import type { HubKeys } from '../hub-keys.ts'
import type { RegistrySnapshot } from '../registry-snapshot.ts'
import { releaseWrapped } from '../repositories/data-keys.ts'

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
    const wanted = [...new Set(ids)].sort()
    const released = await releaseWrapped(deps.agencySql, {
      receiver,
      ids: wanted,
      traceIds: wanted.map(() => deps.newId(nowMs)),
      agreements: inForce.activeTowards(receiver.agency),
      at: new Date(nowMs),
    })
    const keys = new Map<string, string>()
    for (const [kekId, wrappedKeys] of released) {
      const kek = deps.keys.kekById(kekId)
      if (kek === undefined) continue
      for (const { signalId, wrapped } of wrappedKeys) {
        keys.set(signalId, unwrapDataKey({ kek, wrapped, signalId }).toString('base64url'))
      }
    }
    return {
      releases: ids.map(id => {
        const key = keys.get(id)
        return key === undefined ? { id, refusal: 'gone' as const } : { id, key }
      }),
    }
  }
}
