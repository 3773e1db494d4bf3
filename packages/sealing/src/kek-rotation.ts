import type { KeyStore } from './key-store.ts'
import { kekLifeMsMax, kekRewrapMsMin, kekUseMsMax } from './limits.ts'
import type { StoredKey } from './stored-key.ts'

/**
 * The key-encryption key to wrap with now: the newest, or a new one when that is a day old. Its
 * label is the start of the hour, so that processes which find it due together make one and not
 * several.
 *
 * @param nowMs the hub's clock, milliseconds since the epoch.
 */
export function currentKek(store: KeyStore, nowMs: number): StoredKey {
  const newest = newestKek(store)
  if (newest !== undefined && ageMs(newest, nowMs) < kekUseMsMax) return newest
  store.refresh()
  const refreshed = newestKek(store)
  if (refreshed !== undefined && ageMs(refreshed, nowMs) < kekUseMsMax) return refreshed
  const startMs = nowMs - (nowMs % 3_600_000)
  return store.getOrCreate('kek', new Date(startMs).toISOString())
}

/**
 * The keys whose survivors are to be re-wrapped under the current one, oldest first, and which are
 * then to be destroyed before `kekLifeMsMax`. Listed an hour after their last use, because a key
 * that is destroyed while another process still wraps with it takes that process's signals along.
 */
export function oldKeks(store: KeyStore, nowMs: number): readonly StoredKey[] {
  const newest = newestKek(store)
  return store
    .list('kek')
    .filter(kek => kek.id !== newest?.id && ageMs(kek, nowMs) >= kekRewrapMsMin)
}

/** Keys that outlived 48 hours: each one is an alarm, since backups then hold what it opens. */
export function overdueKeks(store: KeyStore, nowMs: number): readonly StoredKey[] {
  return store.list('kek').filter(kek => ageMs(kek, nowMs) > kekLifeMsMax)
}

function newestKek(store: KeyStore): StoredKey | undefined {
  return store.list('kek').at(-1)
}

function ageMs(kek: StoredKey, nowMs: number): number {
  return nowMs - Date.parse(kek.label)
}
