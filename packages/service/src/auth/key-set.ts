import { limits } from '../limits.ts'
import { fetchJson } from './fetch-json.ts'
import { type PublicKey, readKeys } from './key-set-read.ts'

/** The issuer's public keys by `kid`. */
export interface KeySet {
  /** @throws when the issuer does not answer and no key of his is held that is young enough. */
  find(kid: string): Promise<PublicKey | undefined>
}

export interface KeySetOptions {
  readonly issuer: string
  /** Absent: read from the issuer's own metadata (RFC 8414), which must name the same origin. */
  readonly jwksUri?: string | undefined
  readonly nowMs?: () => number
  readonly onUnavailable?: (error: unknown) => void
  /** Called when the held keys changed: a cached token may rest on a withdrawn one. */
  readonly onChanged?: () => void
}

/**
 * Keys only from the configured issuer, held for a time; an unknown `kid` asks again, but not
 * more often than the cool-down, so that made-up tokens cannot make us flood the issuer.
 */
export function createKeySet(options: KeySetOptions): KeySet {
  const nowMs = options.nowMs ?? Date.now
  let keys: ReadonlyMap<string, PublicKey> = new Map()
  let fetchedMs = Number.NEGATIVE_INFINITY
  let askedMs = Number.NEGATIVE_INFINITY
  let asking: Promise<void> | undefined

  async function ask(): Promise<void> {
    askedMs = nowMs()
    try {
      const uri = options.jwksUri ?? (await discover(options.issuer))
      const found = readKeys(await fetchJson(uri))
      const changed = keys.size > 0 && [...keys.keys()].some(kid => !found.has(kid))
      keys = found
      fetchedMs = nowMs()
      if (changed) options.onChanged?.()
    } catch (error) {
      options.onUnavailable?.(error)
    }
  }

  async function askOnce(): Promise<void> {
    asking ??= ask().finally(() => {
      asking = undefined
    })
    await asking
  }

  return {
    async find(kid) {
      const ageMs = nowMs() - fetchedMs
      const wanted = !keys.has(kid) || ageMs >= limits.keySetAgeMsMax
      if (wanted && (asking !== undefined || nowMs() - askedMs >= limits.keySetCoolDownMs)) {
        await askOnce()
      }
      if (nowMs() - fetchedMs > limits.keySetStaleMsMax) throw new Error('issuer keys unavailable')
      return keys.get(kid)
    },
  }
}

async function discover(issuer: string): Promise<string> {
  const metadata = await fetchJson(`${issuer.replace(/\/$/u, '')}/.well-known/openid-configuration`)
  if (typeof metadata !== 'object' || metadata === null) throw new Error('issuer metadata')
  const found: Readonly<Record<string, unknown>> = { ...metadata }
  if (found.issuer !== issuer) throw new Error('issuer metadata names another issuer')
  const uri = new URL(String(found.jwks_uri))
  if (uri.origin !== new URL(issuer).origin) throw new Error('issuer keys lie elsewhere')
  return uri.href
}
