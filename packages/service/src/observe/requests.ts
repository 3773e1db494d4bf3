import { context, metrics, type Span, SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { FastifyInstance, FastifyRequest } from 'fastify'
import { hasListener } from './telemetry.ts'

const boundariesSec = [0.002, 0.005, 0.01, 0.02, 0.05, 0.1, 0.2, 0.5, 1, 2, 5, 15]

/**
 * One histogram of durations per method, route template and status (its `_count` is the counter),
 * and one server span per request. Never the URL: a path is what a client made up.
 * Each service starts a new trace for each request, whoever calls: an incoming `traceparent` is
 * the choice of another trust zone. The two sides are linked by a random hop id in the answer.
 */
export function observeRequests(app: FastifyInstance): void {
  const duration = metrics
    .getMeter('@unefois/service')
    .createHistogram('http.server.request.duration', {
      unit: 's',
      description: 'Duration of HTTP requests by route template',
      advice: { explicitBucketBoundaries: boundariesSec },
    })
  const tracer = trace.getTracer('@unefois/service')
  const spans = new WeakMap<FastifyRequest, Span>()

  app.addHook('onRequest', (request, reply, done) => {
    if (!hasListener()) return done()
    const span = tracer.startSpan(`${request.method} ${routeOf(request)}`, {
      kind: SpanKind.SERVER,
      root: true,
    })
    spans.set(request, span)
    const hop = span.spanContext().spanId
    span.setAttribute('unefois.hop', hop)
    reply.header('unefois-hop', hop)
    context.with(trace.setSpan(context.active(), span), done)
  })
  app.addHook('onResponse', (request, reply, done) => {
    const attributes = {
      'http.request.method': request.method,
      'http.route': routeOf(request),
      'http.response.status_code': reply.statusCode,
    }
    duration.record(reply.elapsedTime / 1_000, attributes)
    const span = spans.get(request)
    if (span !== undefined) {
      span.setAttributes(attributes)
      if (reply.statusCode >= 500) span.setStatus({ code: SpanStatusCode.ERROR })
      span.end()
    }
    done()
  })
}

function routeOf(request: FastifyRequest): string {
  return request.routeOptions.url ?? 'unrouted'
}
