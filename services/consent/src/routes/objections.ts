import type { Objection, Renunciation, TakingBack } from '@unefois/contracts'
import { defineRoute, type Route } from '@unefois/service'
import { toCalendar } from '../domain/calendar-entry.ts'
import type { ObjectionKind } from '../repositories/objections.ts'
import type { lodgeObjection } from '../use-cases/lodge-objection.ts'
import type { readReceipt } from '../use-cases/read-receipt.ts'
import type { withdrawObjection } from '../use-cases/withdraw-objection.ts'
import { uuidPattern } from './patterns.ts'

export interface ObjectionRouteDeps {
  readonly lodgeObjection: ReturnType<typeof lodgeObjection>
  readonly withdrawObjection: ReturnType<typeof withdrawObjection>
  readonly readReceipt: ReturnType<typeof readReceipt>
}

/** What persons refuse: all of it, an agency, a right; or give up: one right. */
export function objectionRoutes(deps: ObjectionRouteDeps): readonly Route[] {
  return [
    defineRoute<Objection>({
      method: 'POST',
      url: '/v1/objections',
      summary: 'Lodge a person’s objection: to everything, a right, an agency, or a right there.',
      scopes: ['objections'],
      body: 'objection.v1',
      response: { 201: 'objection-receipt.v2' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(201)
        const { body, caller, idempotencyKey } = request
        return deps.lodgeObjection({ caller, idempotencyKey, kind: 'objection', body })
      },
    }),
    defineRoute<Renunciation>({
      method: 'POST',
      url: '/v1/renunciations',
      summary: 'Record that a person gives up being told of one right.',
      scopes: ['objections'],
      body: 'renunciation.v1',
      response: { 201: 'objection-receipt.v2' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(201)
        const { caller, idempotencyKey } = request
        const { right, ...rest } = request.body
        const body = { ...rest, scope: { right } }
        return deps.lodgeObjection({ caller, idempotencyKey, kind: 'renunciation', body })
      },
    }),
    ...receiptRoutes(deps, '/v1/objections', 'objection'),
    ...receiptRoutes(deps, '/v1/renunciations', 'renunciation'),
  ]
}

function receiptRoutes(deps: ObjectionRouteDeps, url: string, kind: ObjectionKind): Route[] {
  const read = (agency: string, params: Readonly<Record<string, string>>) =>
    deps.readReceipt({ agency, kind, id: idOf(params) })
  return [
    defineRoute({
      method: 'GET',
      url: `${url}/:id`,
      summary: 'The receipt again, for the agency that lodged it.',
      scopes: ['objections'],
      params: { id: uuidPattern },
      response: { 200: 'objection-receipt.v2' },
      handler: request => read(request.caller.agency, request.params),
    }),
    defineRoute({
      method: 'GET',
      url: `${url}/:id/calendar`,
      summary: 'The day of its lapse as a calendar entry (RFC 5545), in the receipt’s language.',
      scopes: ['objections'],
      params: { id: uuidPattern },
      response: { 200: null },
      mediaType: 'text/calendar',
      async handler(request, reply) {
        const receipt = await read(request.caller.agency, request.params)
        reply.type('text/calendar; charset=utf-8')
        return toCalendar(receipt)
      },
    }),
    defineRoute<TakingBack>({
      method: 'POST',
      url: `${url}/:id/withdrawal`,
      summary: 'Take it back, with the receipt’s id and the person’s number, at any agency.',
      scopes: ['objections'],
      params: { id: uuidPattern },
      body: 'taking-back.v1',
      response: { 200: 'taken-back.v1' },
      idempotent: true,
      handler: ({ body, caller, idempotencyKey, params }) =>
        deps.withdrawObjection({ caller, idempotencyKey, kind, id: idOf(params), body }),
    }),
  ]
}

function idOf(params: Readonly<Record<string, string>>): string {
  return params.id ?? ''
}
