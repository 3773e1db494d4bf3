import type { ErasureRequest, RequestReceipt } from '@unefois/contracts'
import type { ConsentDeps } from '../deps.ts'
import { toRequestReceipt } from '../domain/request-receipt.ts'
import type { Trace } from '../repositories/traces.ts'
import { askForPerson, type RequestInput } from './ask-for-person.ts'
import { checkScope, setAsideIn } from './check-scope.ts'
import { stopSignals } from './stop-signals.ts'

/**
 * A person asks for erasure (GDPR art. 17(1)(c)): what an objection destroys and recalls now,
 * without being remembered. Where a provision sets the right aside the receiver decides (art.
 * 17(3)(b)), at its own desk: the receipt lists those exchanges, the same for everybody.
 * @throws Problem as `askForPerson`, 422 for a scope that no registry knows.
 */
export function requestErasure(deps: ConsentDeps) {
  const ask = askForPerson(deps)
  return async (input: RequestInput<ErasureRequest>): Promise<RequestReceipt> => {
    const scope = input.body.scope ?? {}
    await checkScope(deps, scope)
    return ask('erasure-request', input, async ({ transaction, identifiers, request }) => {
      const traces: Trace[] = []
      for (const identifier of identifiers) {
        const act = { identifier, scope, at: request.at, because: 'request' } as const
        traces.push(...(await stopSignals(deps, transaction, act)))
      }
      const what = { kind: 'erasure', scope, setAside: setAsideIn(deps, scope) } as const
      return { answer: toRequestReceipt(request, what), detail: scope, traces }
    })
  }
}
