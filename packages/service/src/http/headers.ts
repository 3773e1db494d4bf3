import type { FastifyReply, FastifyRequest } from 'fastify'
import { problems } from '../errors.ts'

const uuidPattern = /^[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/u
const etagPattern = /^"(0|[1-9][0-9]{0,9})"$/u

/** The Idempotency-Key header as a lower-case UUID. @throws Problem 400 when absent or no UUID. */
export function readIdempotencyKey(request: FastifyRequest): string {
  const value = request.headers['idempotency-key']
  if (value === undefined) throw problems['idempotency-key-missing']()
  const key = String(value).toLowerCase()
  if (!uuidPattern.test(key)) throw problems['idempotency-key-invalid']()
  return key
}

/** The version in If-Match: one strong ETag of ours, `"7"` → 7. @throws Problem 428 or 400. */
export function readExpectedVersion(request: FastifyRequest): number {
  const value = request.headers['if-match']
  if (value === undefined) throw problems['version-required']()
  const version = etagPattern.exec(value)?.[1]
  if (version === undefined) throw problems['version-invalid']()
  return Number(version)
}

/** Sets the ETag that a later If-Match has to carry. */
export function setVersion(reply: FastifyReply, version: number): void {
  reply.header('etag', `"${version}"`)
}

/** Link to the next page (RFC 8288). `query` holds cursors and codes only, never an identifier. */
export function setNextLink(
  reply: FastifyReply,
  path: string,
  query: Readonly<Record<string, string>>,
): void {
  reply.header('link', `<${path}?${new URLSearchParams(query).toString()}>; rel="next"`)
}

/** RateLimit and RateLimit-Policy (draft-ietf-httpapi-ratelimit-headers). Quotas count calls. */
export function setRateLimit(
  reply: FastifyReply,
  quota: { name: string; quota: number; windowSec: number; remaining: number; resetSec: number },
): void {
  reply.header('ratelimit-policy', `"${quota.name}";q=${quota.quota};w=${quota.windowSec}`)
  reply.header('ratelimit', `"${quota.name}";r=${quota.remaining};t=${quota.resetSec}`)
}
