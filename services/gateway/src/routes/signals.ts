import type { Signal } from '@unefois/contracts'
import { defineRoute, type Route, setRateLimit } from '@unefois/service'
import { problems } from '../errors.ts'
import type { AcceptSignals } from '../use-cases/accept-signals.ts'
import type { pageSignals, readSignal } from '../use-cases/read-signals.ts'
import type { withdrawSignal } from '../use-cases/withdraw-signal.ts'
import { linkNext, uuidPattern } from './parts.ts'

export interface SignalRouteDeps {
  readonly acceptSignal: AcceptSignals
  readonly readSignal: ReturnType<typeof readSignal>
  readonly pageSignals: ReturnType<typeof pageSignals>
  readonly withdrawSignal: ReturnType<typeof withdrawSignal>
}

/** The sender's side of one signal. */
export function signalRoutes(deps: SignalRouteDeps): readonly Route[] {
  return [
    defineRoute<Signal>({
      method: 'POST',
      url: '/v1/signals',
      summary: 'Send one signal. 202 means that it is stored and will be relayed.',
      description:
        'RateLimit and RateLimit-Policy say what is left of the agreement’s calls of the day ' +
        '(UTC), whatever became of them.',
      scopes: ['signals'],
      body: 'signal.v1',
      response: { 202: 'signal-accepted.v1' },
      idempotent: true,
      async handler(request, reply) {
        reply.code(202)
        return deps.acceptSignal({
          sender: request.caller,
          idempotencyKey: request.idempotencyKey,
          body: request.body,
          onQuota: use => setRateLimit(reply, { name: 'calls', ...use }),
        })
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/signals',
      summary: 'Your agency’s signals in the order of their ids, a page at a time.',
      scopes: ['signals'],
      query: { after: { type: 'string', pattern: uuidPattern } },
      response: { 200: 'signal-list.v2' },
      async handler(request, reply) {
        const { list, next } = await deps.pageSignals(
          request.caller.agency,
          request.checkedQuery.after,
        )
        linkNext(reply, '/v1/signals', next)
        return list
      },
    }),
    defineRoute({
      method: 'GET',
      url: '/v1/signals/:id',
      summary: 'One of your agency’s signals, as far as you may know what became of it.',
      scopes: ['signals'],
      params: { id: uuidPattern },
      response: { 200: 'signal-status.v2' },
      handler: request => deps.readSignal(request.caller.agency, idOf(request.params)),
    }),
    defineRoute({
      method: 'POST',
      url: '/v1/signals/:id/withdrawal',
      summary: 'Withdraw a signal of your agency. Always 202, and harmless to repeat.',
      scopes: ['signals'],
      params: { id: uuidPattern },
      response: { 202: null },
      async handler(request, reply) {
        await deps.withdrawSignal(request.caller, idOf(request.params))
        return reply.code(202).send()
      },
    }),
  ]
}

function idOf(params: Readonly<Record<string, string>>): string {
  const { id } = params
  if (id === undefined) throw problems['signal-unknown']()
  return id
}
