import type { FastifyReply, FastifyRequest } from 'fastify'
import { cookieName, readCookie, setCookie } from '../cookies.ts'
import { limits } from '../limits.ts'
import { ownPath } from '../own-path.ts'
import { createIssuer, type IssuerOptions } from './issuer.ts'
import { createPending } from './pending.ts'
import { personOf } from './person.ts'
import { createSessions, type Note, type Person } from './sessions.ts'

export interface SignInOptions extends Omit<IssuerOptions, 'redirectUri'> {
  /** Whether this console is for this person at all: their agency, their roles. */
  readonly accepts: (person: Person) => boolean
  /** Called before the session begins, to trace it; when it fails nobody is signed in. */
  readonly onSignIn?: (person: Person) => Promise<void> | void
  /** System time; tests set it. */
  readonly nowMs?: () => number
}

/** Paths of signing in, at every console. */
export const signInPaths = {
  begin: '/sign-in',
  done: '/sign-in/done',
  end: '/sign-out',
  ended: '/signed-out',
} as const

/** Signing in and out of people at one console; `site.ts` gives it its routes. */
export interface SignIn {
  find(request: FastifyRequest): { readonly person: Person; readonly secret: string } | undefined
  /** Answers the address of the issuer. */
  begin(reply: FastifyReply, to: string | undefined): Promise<URL>
  /** Redeems the issuer's answer: a path of ours to go on to, or why not. */
  finish(request: FastifyRequest, reply: FastifyReply): Promise<SignInResult>
  end(request: FastifyRequest, reply: FastifyReply): void
  /** Keeps what was done for the page at a path, which says it once. */
  tell(request: FastifyRequest, note: Note): void
  hear(request: FastifyRequest, path: string): string | undefined
}

export type SignInResult =
  | { readonly ok: true; readonly to: string }
  | { readonly ok: false; readonly reason: 'expired' | 'refused' | 'not-for-you' }

/** @param origin of the console as browsers know it; cookies are `__Host-` where it is https. */
export function createSignIn(options: SignInOptions, origin: string): SignIn {
  const nowMs = options.nowMs ?? Date.now
  const redirectUri = `${origin}${signInPaths.done}`
  const issuer = createIssuer({ ...options, redirectUri })
  const sessions = createSessions(nowMs)
  const pending = createPending(nowMs)
  const secure = origin.startsWith('https:')
  // Cookies know no ports: consoles on one machine must not take each other's.
  const sessionCookie = cookieName(options.clientId, secure)
  const pendingCookie = cookieName(`${options.clientId}-pending`, secure)
  return {
    find(request) {
      const secret = readCookie(request, sessionCookie)
      const person = secret === undefined ? undefined : sessions.find(secret)
      return secret === undefined || person === undefined ? undefined : { person, secret }
    },
    async begin(reply, to) {
      const { url, ...asked } = await issuer.begin()
      const sealed = pending.seal({ ...asked, to: ownPath(to) })
      setCookie(reply, pendingCookie, sealed, { secure, maxAgeSec: limits.signInMsMax / 1_000 })
      return url
    },
    async finish(request, reply) {
      const asked = pending.open(readCookie(request, pendingCookie))
      setCookie(reply, pendingCookie, '', { secure, maxAgeSec: 0 })
      if (asked === undefined) return { ok: false, reason: 'expired' }
      const address = new URL(request.url, origin)
      const claims = await issuer.finish(address, asked).catch(() => undefined)
      if (claims === undefined) return { ok: false, reason: 'refused' }
      const person = personOf(claims, options.clientId)
      if (person === undefined || !options.accepts(person)) {
        return { ok: false, reason: 'not-for-you' }
      }
      await options.onSignIn?.(person)
      const before = readCookie(request, sessionCookie)
      if (before !== undefined) sessions.end(before)
      setCookie(reply, sessionCookie, sessions.begin(person), { secure })
      return { ok: true, to: asked.to }
    },
    tell: (request, note) => sessions.tell(readCookie(request, sessionCookie) ?? '', note),
    hear: (request, path) => sessions.hear(readCookie(request, sessionCookie) ?? '', path),
    end(request, reply) {
      const secret = readCookie(request, sessionCookie)
      if (secret !== undefined) sessions.end(secret)
      setCookie(reply, sessionCookie, '', { secure, maxAgeSec: 0 })
    },
  }
}
