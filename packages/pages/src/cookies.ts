import type { FastifyReply, FastifyRequest } from 'fastify'

/** The value of a cookie, or undefined; when a name comes twice, neither is believed. */
export function readCookie(request: FastifyRequest, name: string): string | undefined {
  const found = (request.headers.cookie ?? '')
    .split(';')
    .map(pair => pair.trim().split('='))
    .filter(([own]) => own === name)
  const [pair] = found
  return found.length === 1 && pair?.length === 2 ? pair[1] : undefined
}

/** Attributes of a cookie of ours: never read by a script, never sent from a foreign form. */
export interface CookieOptions {
  readonly secure: boolean
  /** Absent: until the browser closes. 0 takes the cookie away. */
  readonly maxAgeSec?: number
}

/** Adds a Set-Cookie (RFC 6265): HttpOnly, SameSite=Lax, for this host alone. */
export function setCookie(
  reply: FastifyReply,
  name: string,
  value: string,
  options: CookieOptions,
): void {
  if (!/^[\w-]+$/u.test(name) || !/^[\w.-]*$/u.test(value)) throw new Error('not a cookie of ours')
  const age = options.maxAgeSec === undefined ? '' : `; Max-Age=${options.maxAgeSec}`
  const secure = options.secure ? '; Secure' : ''
  reply.header('set-cookie', `${name}=${value}; Path=/; HttpOnly; SameSite=Lax${age}${secure}`)
}

/** `__Host-` where https allows it: then no other host, and no plain page, can set the cookie. */
export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name
}
