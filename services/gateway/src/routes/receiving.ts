import type { CaseEventsV2, ReleaseRequest } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import { limits } from '../limits.ts'
import type { applyCaseEvents } from '../use-cases/apply-case-events.ts'
import type { releaseKeys } from '../use-cases/release-keys.ts'

export interface ReceivingRouteDeps {
  readonly releaseKeys: ReturnType<typeof releaseKeys>
  readonly applyCaseEvents: ReturnType<typeof applyCaseEvents>
}

/** What a receiver's desk asks and reports. */
export function receivingRoutes(deps: ReceivingRouteDeps): readonly Route[] {
  return [
    defineRoute<ReleaseRequest>({
      method: 'POST',
      url: '/v1/releases',
      summary: 'May I open these? Each id gets its key, or `gone`.',
      scopes: ['receive'],
      body: 'release-request.v1',
      response: { 200: 'release-answer.v1' },
      handler: request => deps.releaseKeys(request.caller, request.body.ids),
    }),
    defineRoute<CaseEventsV2>({
      method: 'POST',
      url: '/v1/case-events',
      summary: 'What became of your cases, in order. Sending an event again changes nothing.',
      scopes: ['receive'],
      body: 'case-events.v2',
      bodyBytesMax: limits.caseEventsBytesMax,
      response: { 200: 'case-events-answer.v1' },
      handler: request => deps.applyCaseEvents(request.caller, request.body.events),
    }),
  ]
}
