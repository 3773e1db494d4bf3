import type { RequestReceipt, Subject } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import type { RequestOf } from '../domain/request-receipt.ts'
import type { Language, Lodger } from '../repositories/objections.ts'
import { appendTraces, type Trace } from '../repositories/traces.ts'
import { checkSpeaker, getIdentifier } from './check-caller.ts'
import { checkQuota } from './check-quota.ts'
import { lockPerson } from './lock-person.ts'

/** What every request of a person says. */
export interface RequestBody {
  readonly subject: Subject
  readonly by: Lodger
  readonly authority?: RequestReceipt['authority']
  readonly agent?: string
  readonly language?: Language
}

/** Who calls, and with what. */
export interface RequestInput<Body extends RequestBody> {
  readonly caller: ActingClient
  readonly idempotencyKey: string
  readonly body: Body
}

/** One request on its way, with the person locked under every number that is known. */
export interface Asked {
  readonly transaction: Transaction
  readonly identifier: Identifier
  readonly identifiers: readonly [Identifier, ...Identifier[]]
  readonly request: RequestOf
}

/** What a request did: its answer, what its own trace says, and the traces of the hub's acts. */
export interface Done<Answer> {
  readonly answer: Answer
  readonly detail: object
  readonly traces?: readonly Trace[]
}

/**
 * Does what a person asks for, once: who speaks is checked and counted, the person locked, the
 * request traced so that the person finds it. The answer and its time are the same whatever there
 * was.
 * @throws Problem 403, 422 for who speaks, 429 past the quota, 409 and 503 as `actOnce`.
 */
export function askForPerson(deps: ConsentDeps) {
  return async <Body extends RequestBody, Answer extends { readonly id: string }>(
    operation: string,
    { caller, body, idempotencyKey }: RequestInput<Body>,
    work: (asked: Asked) => Promise<Done<Answer>>,
    bound: object = {},
  ): Promise<Answer> => {
    const agent = checkSpeaker(caller, body)
    const identifier = getIdentifier(body.subject, '/subject', deps.nowMs())
    return deps.actOnce({
      call: operation,
      agency: caller.agency,
      key: idempotencyKey,
      body: { ...body, ...bound },
      async work(transaction) {
        await checkQuota(deps, transaction, { agency: caller.agency, agent })
        const identifiers = await lockPerson(deps, transaction, identifier)
        const at = new Date(deps.nowMs())
        const request: RequestOf = {
          id: deps.newId(at.getTime()),
          at,
          by: body.by,
          authority: body.authority ?? null,
          agency: caller.agency,
          agent,
          language: body.language ?? 'fr',
        }
        const done = await work({ transaction, identifier, identifiers, request })
        await appendTraces(transaction, [
          {
            id: deps.newId(at.getTime()),
            at,
            actor: caller.clientId,
            agency: caller.agency,
            agent: agent ?? undefined,
            operation,
            subject: deps.keys.traceIndex(identifier, at.getTime()),
            detail: {
              request: done.answer.id,
              by: body.by,
              authority: body.authority,
              ...done.detail,
            },
          },
          ...(done.traces ?? []),
        ])
        return done.answer
      },
    })
  }
}
