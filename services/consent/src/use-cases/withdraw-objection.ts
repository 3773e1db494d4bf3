import type { TakenBack, TakingBack } from '@unefois/contracts'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { recordErasures } from '../repositories/erasures.ts'
import { deleteObjection, type ObjectionKind } from '../repositories/objections.ts'
import { lockSubjects } from '../repositories/subject-locks.ts'
import { appendTraces } from '../repositories/traces.ts'
import { checkSpeaker, getIdentifier } from './check-caller.ts'

/**
 * Takes back an objection or a renunciation: the receipt's id and the person's number together. The
 * row goes at once, reminder and all, under every number that it was copied to; its trace stays.
 * Any agency may, because the person may be anywhere; what was destroyed does not come back.
 * @throws Problem 404, the same for an unknown id and another's; 403, 422 as for lodging.
 */
export function withdrawObjection(deps: ConsentDeps) {
  return async (input: {
    caller: ActingClient
    idempotencyKey: string
    kind: ObjectionKind
    id: string
    body: TakingBack
  }): Promise<TakenBack> => {
    const { body, caller, id, kind } = input
    const agent = checkSpeaker(caller, body)
    const identifier = getIdentifier(body.subject, '/subject', deps.nowMs())
    return deps.actOnce({
      call: `${kind}-withdraw`,
      agency: caller.agency,
      key: input.idempotencyKey,
      body: { ...body, id },
      async work(transaction) {
        await lockSubjects(transaction, [deps.keys.bucket(identifier)])
        const at = new Date(deps.nowMs())
        const indexes = deps.keys.objectionIndexes(identifier)
        if (!(await deleteObjection(transaction, { id, kind, indexes, at }))) {
          throw problems['objection-unknown']()
        }
        await recordErasures(transaction, [
          {
            id: deps.newId(at.getTime()),
            at,
            class: 'objection',
            reason: 'withdrawal',
            article: 'CRPA R.114-9-7',
            rowIds: [id],
            count: 1,
          },
        ])
        await appendTraces(transaction, [
          {
            id: deps.newId(at.getTime()),
            at,
            actor: caller.clientId,
            agency: caller.agency,
            agent: agent ?? undefined,
            operation: `${kind}-withdraw`,
            subject: deps.keys.traceIndex(identifier, at.getTime()),
            detail: { objection: id, by: body.by, authority: body.authority },
          },
        ])
        return { id, withdrawnAt: at.toISOString() }
      },
    })
  }
}
