import type { FastifyReply } from 'fastify'

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
}

const style =
  'body{font:1rem/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}' +
  'code{overflow-wrap:anywhere}table{border-collapse:collapse}' +
  'th,td{border:1px solid;padding:.25rem .5rem;text-align:left;vertical-align:top}'

/** Escapes text for HTML content and quoted attributes. */
export function text(value: string): string {
  return value.replaceAll(/[&<>"']/gu, char => escapes[char] ?? '')
}

/** Sends one plain page: no script, nothing from elsewhere. `parts` is HTML, already escaped. */
export function page(reply: FastifyReply, title: string, parts: readonly string[]): string {
  reply.type('text/html; charset=utf-8')
  reply.header('content-security-policy', "default-src 'none'; style-src 'unsafe-inline'")
  reply.header('x-content-type-options', 'nosniff')
  return (
    `<!doctype html><html lang="en"><head><meta charset="utf-8"><title>${text(title)}</title>` +
    '<meta name="viewport" content="width=device-width, initial-scale=1">' +
    `<style>${style}</style></head><body><main><h1>${text(title)}</h1>` +
    `${parts.join('')}</main></body></html>`
  )
}
