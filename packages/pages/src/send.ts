import type { FastifyReply } from 'fastify'
import type { Html } from './html.ts'
import { limits } from './limits.ts'
import type { Download } from './visit.ts'

/**
 * Sends one page with the headers of every page here: no script at all, style and pictures from
 * this service only, no frame around it, nothing kept by a cache, no address told to others.
 * @throws when the page is larger than a page may be: its list wants pages of its own.
 */
export function sendHtml(
  reply: FastifyReply,
  content: Html,
  options: { readonly status?: number; readonly formTargets?: readonly string[] } = {},
): FastifyReply {
  const text = content.toString()
  if (Buffer.byteLength(text) > limits.pageBytesMax) throw new Error('the page is too large')
  if (options.status !== undefined) reply.code(options.status)
  return reply
    .type('text/html; charset=utf-8')
    .header('content-security-policy', policyOf(options.formTargets ?? []))
    .header('referrer-policy', 'no-referrer')
    .header('x-frame-options', 'DENY')
    .header('cross-origin-opener-policy', 'same-origin')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('permissions-policy', 'camera=(), geolocation=(), microphone=()')
    .header('cache-control', 'no-store')
    .send(text)
}

const plainName = /^[A-Za-z0-9][A-Za-z0-9.-]{0,99}$/u

/**
 * Sends a file to keep: never shown in the browser, never kept by a cache.
 * @throws when its name could say more than a plain name.
 */
export function sendFile(reply: FastifyReply, { name, type, content }: Download): FastifyReply {
  if (!plainName.test(name)) throw new Error('a file has a plain name')
  return reply
    .type(type)
    .header('content-disposition', `attachment; filename="${name}"`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('referrer-policy', 'no-referrer')
    .header('cross-origin-resource-policy', 'same-origin')
    .header('cache-control', 'no-store')
    .send(content)
}

/** A browser also holds where a form's answer redirects to against `form-action`. */
function policyOf(formTargets: readonly string[]): string {
  return [
    "default-src 'none'",
    "style-src 'self'",
    "img-src 'self'",
    ["form-action 'self'", ...formTargets.map(url => new URL(url).origin)].join(' '),
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ')
}
