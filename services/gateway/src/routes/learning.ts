import { defineRoute, type Route } from '@unefois/service'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { listFeedback } from '../use-cases/list-feedback.ts'
import type { readFigures } from '../use-cases/read-figures.ts'
import type { FeedbackStreams } from '../use-cases/tell-feedback.ts'
import { linkNext } from './parts.ts'

const positionPattern = '^(0|[1-9][0-9]{0,9})$'

export interface LearningRouteDeps {
  readonly listFeedback: ReturnType<typeof listFeedback>
  readonly streamFeedback: Pick<FeedbackStreams, 'start'>
  readonly readFigures: ReturnType<typeof readFigures>
}

const instantPattern = '^20[0-9]{2}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(\\.[0-9]{3})?Z$'

/** What senders may learn, and the exact figures of the hub's data protection officer. */
export function learningRoutes(deps: LearningRouteDeps): readonly Route[] {
  return [
    defineRoute({
      method: 'GET',
      url: '/v1/feedback',
      summary:
        'What became of signals sent with the person’s agreement, in the order it was known.',
      scopes: ['signals'],
      query: { after: { type: 'string', pattern: positionPattern } },
      response: { 200: 'feedback-list.v1' },
      async handler(request, reply) {
        const after = Number(request.checkedQuery.after ?? '0')
        const { list, next } = await deps.listFeedback(request.caller.agency, after)
        linkNext(reply, '/v1/feedback', next)
        return list
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/feedback/stream',
      summary: 'The feedback list as server-sent events: what is there, then what comes.',
      description:
        'Each event is named `feedback`; its data is a page of GET /v1/feedback ' +
        '(feedback-list.v1) and its id the position after it. Comment lines come while there is ' +
        'nothing new. The stream ends with the token: ask again with a new one and Last-Event-ID.',
      scopes: ['signals'],
      headers: {
        'Last-Event-ID': 'The id of the last event that you have; absent: from the start.',
      },
      handlerTimeoutMs: limits.streamMsMax,
      mediaType: 'text/event-stream',
      response: { 200: null },
      handler(request, reply) {
        const after = positionOf(request.headers['last-event-id'])
        const stream = deps.streamFeedback.start(request.caller, after)
        reply.type('text/event-stream; charset=utf-8').header('x-accel-buffering', 'no')
        return reply.send(stream)
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/figures',
      summary: 'Exact figures of a period. For the hub’s data protection officer.',
      scopes: ['figures'],
      roles: ['dpo'],
      query: {
        from: { type: 'string', pattern: instantPattern, required: true },
        to: { type: 'string', pattern: instantPattern, required: true },
      },
      response: { 200: 'figures.v1' },
      handler(request) {
        if (request.caller.environmentOf !== 'hub') throw problems['figures-not-yours']()
        const { from, to } = request.checkedQuery
        return deps.readFigures(instant(from), instant(to))
      },
    }),
  ]
}

function instant(text: string): Date {
  const at = new Date(text)
  if (Number.isNaN(at.getTime())) throw problems['period-invalid']()
  return at
}

function positionOf(header: unknown): number {
  if (header === undefined) return 0
  if (typeof header === 'string' && new RegExp(positionPattern, 'u').test(header)) {
    return Number(header)
  }
  throw problems['last-event-id-invalid']()
}
