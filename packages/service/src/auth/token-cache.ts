import { hash } from 'node:crypto'
import { limits } from '../limits.ts'
import type { Caller } from './caller.ts'

/** Verified tokens until they expire: un-cached verification alone halves the accept rate. */
export interface TokenCache {
  find(token: string): Caller | undefined
  keep(token: string, caller: Caller, expiresMs: number): void
  clear(): void
  readonly size: number
}

/**
 * A bounded cache, keyed by the SHA-256 of the whole token so that nothing usable lies in memory
 * as a key and no part of a token can stand for another. The oldest entry makes room for a new one.
 */
export function createTokenCache(
  entriesMax: number = limits.tokenCacheEntriesMax,
  nowMs: () => number = Date.now,
): TokenCache {
  const entries = new Map<string, { caller: Caller; expiresMs: number }>()
  return {
    find(token) {
      const key = hash('sha256', token, 'base64url')
      const entry = entries.get(key)
      if (entry === undefined) return undefined
      if (nowMs() < entry.expiresMs) return entry.caller
      entries.delete(key)
      return undefined
    },
    keep(token, caller, expiresMs) {
      if (entries.size >= entriesMax) {
        const oldest = entries.keys().next()
        if (!oldest.done) entries.delete(oldest.value)
      }
      entries.set(hash('sha256', token, 'base64url'), { caller, expiresMs })
    },
    clear: () => entries.clear(),
    get size() {
      return entries.size
    },
  }
}
