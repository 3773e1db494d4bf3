import type { Adapter, AdapterPayload } from 'oidc-provider'
import type { ClientsFile } from '../clients/clients-file.ts'
import { limits } from '../limits.ts'
import { metadataOf } from './client-metadata.ts'
import type { SignInStore } from './sign-in-store.ts'

/** Ids of assertions seen, until they could not be used anyway. */
export interface SeenAssertions {
  /** True the first time. @throws when full: forgetting one would allow its replay. */
  reserve(id: string, nowMs: number): boolean
}

const keptMs = (limits.assertionLifetimeSecMax + 2 * limits.clockToleranceSec) * 1_000

/** Keeps ids in order of arrival, which is close enough to their expiry to drop from the front. */
export function createSeenAssertions(): SeenAssertions {
  const seen = new Map<string, number>()
  return {
    reserve(id, nowMs) {
      for (const [old, untilMs] of seen) {
        if (untilMs > nowMs) break
        seen.delete(old)
      }
      if (seen.has(id)) return false
      if (seen.size >= limits.assertionIdsMax) throw new Error('too many assertions at once')
      seen.set(id, nowMs + keptMs)
      return true
    },
  }
}

/**
 * What oidc-provider stores, which is nearly nothing: clients come from the file, access tokens are
 * JWTs that nobody looks up; where people sign in, their sign-ins under way. An assertion's replay
 * is told in `find`, because the library asks first and writes later: of two arriving together only
 * one may pass.
 */
export function createAdapterFactory(
  clients: ClientsFile,
  seen: SeenAssertions,
  signIns?: SignInStore,
): (model: string) => Adapter {
  const nothing = async (): Promise<undefined> => undefined
  const find = async (model: string, id: string): Promise<AdapterPayload | undefined> => {
    if (model === 'Client') {
      const client = clients.find(id)
      return client === undefined ? undefined : metadataOf(client)
    }
    if (model === 'ReplayDetection') return seen.reserve(id, Date.now()) ? undefined : { jti: id }
    return signIns?.find(model, id)
  }
  return model => ({
    find: id => find(model, id),
    async upsert(id, payload, lifetimeSec) {
      if (model !== 'ReplayDetection') signIns?.upsert(model, id, payload, lifetimeSec)
    },
    findByUserCode: nothing,
    findByUid: async uid => signIns?.findByUid(model, uid),
    consume: async id => signIns?.consume(model, id),
    destroy: async id => signIns?.destroy(model, id),
    revokeByGrantId: async grantId => signIns?.revokeByGrantId(grantId),
  })
}
