import { SpanKind, SpanStatusCode, trace } from '@opentelemetry/api'
import type { Answer } from './http.ts'

const tracer = trace.getTracer('@unefois/sdk')
/** Random, from the other side; any other text has no place in our traces. */
const hopPattern = /^[0-9a-f]{16}$/u

/**
 * One client span around an exchange, where a collector is configured: method, status, and the
 * other side's random hop id, which its own span carries too. That id is all that joins the two:
 * no `traceparent`, `tracestate` or baggage is sent, and no address is recorded (a path may hold
 * an id).
 */
export async function traceExchange(method: string, send: () => Promise<Answer>): Promise<Answer> {
  const span = tracer.startSpan(`call ${method}`, {
    kind: SpanKind.CLIENT,
    attributes: { 'http.request.method': method },
  })
  try {
    const answer = await send()
    span.setAttribute('http.response.status_code', answer.status)
    const hop = answer.headers['unefois-hop']
    if (typeof hop === 'string' && hopPattern.test(hop)) span.setAttribute('unefois.hop', hop)
    return answer
  } catch (error) {
    span.setStatus({ code: SpanStatusCode.ERROR })
    throw error
  } finally {
    span.end()
  }
}
