import { randomBytes } from 'node:crypto'
import { context, type SpanContext, TraceFlags, trace } from '@opentelemetry/api'

const pattern = /^00-(?!0{32})([0-9a-f]{32})-(?!0{16})([0-9a-f]{16})-([0-9a-f]{2})$/u

/**
 * Reads a `traceparent` strictly: version 00, exact form, else undefined (W3C Trace Context 3.2).
 * `tracestate` and `baggage` are never read: they are free text.
 */
export function parseTraceparent(header: unknown): SpanContext | undefined {
  const match = typeof header === 'string' ? pattern.exec(header) : null
  const [, traceId, spanId, flags] = match ?? []
  if (traceId === undefined || spanId === undefined || flags === undefined) return undefined
  const sampled = (Number.parseInt(flags, 16) & 1) === 1
  const traceFlags = sampled ? TraceFlags.SAMPLED : TraceFlags.NONE
  return { traceId, spanId, traceFlags, isRemote: true }
}

/** The `traceparent` for a call to a peer: of the active span, or a new random one not sampled. */
export function currentTraceparent(): string {
  const active = trace.getSpan(context.active())?.spanContext()
  if (active !== undefined && trace.isSpanContextValid(active)) {
    return `00-${active.traceId}-${active.spanId}-0${active.traceFlags & 1}`
  }
  return `00-${randomBytes(16).toString('hex')}-${randomBytes(8).toString('hex')}-00`
}
