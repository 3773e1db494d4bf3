import { type AdapterPayload, errors } from 'oidc-provider'
import { limits } from '../limits.ts'

/** What sign-ins under way need, in memory: a restart ends them, and nothing rests anywhere. */
export interface SignInStore {
  upsert(model: string, id: string, payload: AdapterPayload, lifetimeSec?: number): void
  find(model: string, id: string): AdapterPayload | undefined
  findByUid(model: string, uid: string): AdapterPayload | undefined
  /** @throws InvalidGrant when it was used before: of two at once only one passes. */
  consume(model: string, id: string): void
  destroy(model: string, id: string): void
  revokeByGrantId(grantId: string): void
}

/** A bounded store whose items end by themselves; the oldest makes room. System time. */
export function createSignInStore(nowMs: () => number = Date.now): SignInStore {
  const items = new Map<string, { payload: AdapterPayload; untilMs: number }>()
  const keyOf = (model: string, id: string) => `${model}:${id}`
  const alive = (key: string): AdapterPayload | undefined => {
    const item = items.get(key)
    if (item === undefined || nowMs() < item.untilMs) return item?.payload
    items.delete(key)
    return undefined
  }
  return {
    upsert(model, id, payload, lifetimeSec = limits.loginLifetimeSec) {
      const key = keyOf(model, id)
      items.delete(key)
      if (items.size >= limits.storedItemsMax) {
        for (const [old, { untilMs }] of items) if (untilMs <= nowMs()) items.delete(old)
      }
      if (items.size >= limits.storedItemsMax) {
        const oldest = items.keys().next()
        if (!oldest.done) items.delete(oldest.value)
      }
      items.set(key, { payload: { ...payload }, untilMs: nowMs() + lifetimeSec * 1_000 })
    },
    find: (model, id) => alive(keyOf(model, id)),
    findByUid(model, uid) {
      const found = [...items].find(
        ([key, { payload }]) => key.startsWith(`${model}:`) && payload.uid === uid,
      )
      return found === undefined ? undefined : alive(found[0])
    },
    consume(model, id) {
      const payload = alive(keyOf(model, id))
      if (payload === undefined || payload.consumed !== undefined) {
        throw new errors.InvalidGrant('used before')
      }
      payload.consumed = Math.floor(nowMs() / 1_000)
    },
    destroy: (model, id) => void items.delete(keyOf(model, id)),
    revokeByGrantId(grantId) {
      for (const [key, { payload }] of items) if (payload.grantId === grantId) items.delete(key)
    },
  }
}
