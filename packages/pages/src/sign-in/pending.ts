import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { limits } from '../limits.ts'

/** What we must remember between sending a person to the issuer and their coming back. */
export interface Pending {
  readonly state: string
  readonly nonce: string
  /** PKCE (RFC 7636): proves that who brings the code is who asked for it. */
  readonly verifier: string
  /** Where they wanted to go: a path of ours. */
  readonly to: string
  readonly askedMs: number
}

const [ivBytes, tagBytes] = [12, 16]

/**
 * Keeps it in the browser itself, sealed (AES-256-GCM) by a key that lives as long as this
 * process: whoever asks for a million sign-ins fills nothing here.
 */
export function createPending(nowMs: () => number) {
  const key = randomBytes(32)
  return {
    seal(pending: Omit<Pending, 'askedMs'>): string {
      const iv = randomBytes(ivBytes)
      const cipher = createCipheriv('aes-256-gcm', key, iv)
      const text = JSON.stringify({ ...pending, askedMs: nowMs() } satisfies Pending)
      const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url')
    },
    /** What was sealed, or undefined when it is not ours or too old. */
    open(cookie: string | undefined): Pending | undefined {
      if (cookie === undefined) return undefined
      const bytes = Buffer.from(cookie, 'base64url')
      const head = ivBytes + tagBytes
      if (bytes.length <= head) return undefined
      try {
        const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, ivBytes))
        decipher.setAuthTag(bytes.subarray(ivBytes, head))
        const text = decipher.update(bytes.subarray(head), undefined, 'utf8')
        const pending: Pending = JSON.parse(text + decipher.final('utf8'))
        return nowMs() - pending.askedMs < limits.signInMsMax ? pending : undefined
      } catch {
        return undefined
      }
    },
  }
}
