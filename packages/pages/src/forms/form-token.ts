import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName, readCookie, setCookie } from '../cookies.ts'

/** Ties a form to the browser it was shown in, so that no other page can send it in its name. */
export interface FormTokens {
  /** The token of this visitor's forms; sets a cookie when they have no session. */
  give(request: FastifyRequest, reply: FastifyReply, sessionId: string | undefined): string
  /** Whether the form came from a page of ours, in the browser that we gave it to. */
  accepts(request: FastifyRequest, sessionId: string | undefined, token: string | null): boolean
}

/**
 * Double submit with an HMAC (OWASP's signed variant): the token is derived from the session, or
 * from a random cookie where nobody is signed in, by a key that lives as long as this process.
 * Besides it, a browser that names another origin (Origin, Sec-Fetch-Site) is refused.
 */
export function createFormTokens(options: {
  readonly name: string
  readonly origin: string
}): FormTokens {
  const key = randomBytes(32)
  const secure = options.origin.startsWith('https:')
  const name = cookieName(`${options.name}-form`, secure)
  const tokenOf = (secret: string) =>
    createHmac('sha256', key).update(`form|${secret}`).digest('base64url')
  // Several forms of one page share the cookie that the first of them sets.
  const given = new WeakMap<FastifyRequest, string>()
  return {
    give(request, reply, sessionId) {
      let secret = sessionId ?? readCookie(request, name) ?? given.get(request)
      if (secret === undefined) {
        secret = randomBytes(32).toString('base64url')
        given.set(request, secret)
        setCookie(reply, name, secret, { secure })
      }
      return tokenOf(secret)
    },
    accepts(request, sessionId, token) {
      const secret = sessionId ?? readCookie(request, name)
      if (secret === undefined || token === null || comesFromElsewhere(request, options.origin)) {
        return false
      }
      const [expected, sent] = [Buffer.from(tokenOf(secret)), Buffer.from(token)]
      return expected.length === sent.length && timingSafeEqual(expected, sent)
    },
  }
}

/** Under `no-referrer` a browser writes `Origin: null` on its own forms: that says nothing. */
function comesFromElsewhere({ headers }: FastifyRequest, own: string): boolean {
  const site = headers['sec-fetch-site']
  if (site !== undefined) return site !== 'same-origin'
  return headers.origin !== undefined && headers.origin !== 'null' && headers.origin !== own
}
