import type { FastifyReply } from 'fastify'

export const uuidPattern = '^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$'

/** The `Link` to the next page (RFC 8288), when there is one. */
export function linkNext(reply: FastifyReply, path: string, after: string | undefined): void {
  if (after !== undefined) reply.header('link', `<${path}?after=${after}>; rel="next"`)
}
