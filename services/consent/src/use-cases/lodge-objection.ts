import { law, type Objection, type ObjectionReceiptV2 } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { objectionDue } from '@unefois/retention'
import { sealAtRest } from '@unefois/sealing'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import { toReceipt } from '../domain/receipt.ts'
import { problems } from '../errors.ts'
import {
  insertObjection,
  noteCommit,
  type ObjectionKind,
  type StoredObjection,
} from '../repositories/objections.ts'
import { appendTraces, type Trace } from '../repositories/traces.ts'
import { checkSpeaker, getIdentifier, profileOf } from './check-caller.ts'
import { checkQuota } from './check-quota.ts'
import { checkScope, setAsideIn } from './check-scope.ts'
import { lockPerson } from './lock-person.ts'
import { stopSignals } from './stop-signals.ts'

export interface LodgeInput {
  readonly caller: ActingClient
  readonly idempotencyKey: string
  readonly kind: ObjectionKind
  /** Of a renunciation, the scope is one right. */
  readonly body: Objection
}

/**
 * Lodges an objection or a renunciation, and answers its receipt. One transaction: whoever accepts
 * a signal about the person is waited for, then the objection, the keys of waiting signals, recalls
 * of those that a receiver has, traces. A key that is gone cannot be released.
 *
 * The answer and its time are the same whether there were signals or not. Lodged under a former
 * number, it is lodged under the current one too.
 * @throws Problem 403, 422 for who speaks, for how long and what of, 429 past the quota of speaking
 *   for others, 409 and 503 as `actOnce`.
 */
export function lodgeObjection(deps: ConsentDeps) {
  return async (input: LodgeInput): Promise<ObjectionReceiptV2> => {
    const { body, caller, kind } = input
    const agent = checkSpeaker(caller, { ...body, by: body.lodgedBy })
    const identifier = getIdentifier(body.subject, '/subject', deps.nowMs())
    checkKeptMonths(identifier, body.keptMonths)
    await checkScope(deps, body.scope, kind === 'renunciation' ? '' : '/scope')
    return deps.actOnce({
      call: `${kind}-lodge`,
      agency: caller.agency,
      key: input.idempotencyKey,
      body,
      committed: ({ id }, tookMs) => noteCommit(deps.sql, id, tookMs),
      async work(transaction) {
        await checkQuota(deps, transaction, { agency: caller.agency, agent })
        const identifiers = await lockPerson(deps, transaction, identifier)
        const at = new Date(deps.nowMs())
        const { dueAt: lapsesAt } = objectionDue(profileOf(identifier), at, body.keptMonths)
        const row = rowOf(deps, { input, agent, at, lapsesAt })
        const stopped: Trace[] = []
        for (const each of identifiers) {
          // The reminder lies with the number that it was left for.
          const reminder = each === identifier ? body.reminder : undefined
          await store(deps, transaction, { row, identifier: each, reminder })
          const act = { identifier: each, scope: body.scope, at }
          stopped.push(...(await stopSignals(deps, transaction, act)))
        }
        await appendTraces(transaction, [
          {
            id: deps.newId(at.getTime()),
            at,
            actor: caller.clientId,
            agency: caller.agency,
            agent: agent ?? undefined,
            operation: `${kind}-lodge`,
            subject: deps.keys.traceIndex(identifier, at.getTime()),
            detail: {
              objection: row.id,
              ...body.scope,
              lodgedBy: row.lodgedBy,
              authority: row.authority ?? undefined,
              lapsesAt: row.lapsesAt.toISOString(),
            },
          },
          ...stopped,
        ])
        return toReceipt({
          ...row,
          hasReminder: body.reminder !== undefined,
          setAside: setAsideIn(deps, body.scope),
        })
      },
    })
  }
}

/** @throws Problem 422 outside what R.114-9-7 allows. */
function checkKeptMonths(identifier: Identifier, wanted: number | undefined): void {
  const profile = law[profileOf(identifier)]
  const months = wanted ?? profile.objectionKeptMonthsDefault.value
  const isKept =
    months >= profile.objectionKeptMonthsMin.value && months <= profile.objectionKeptMonthsMax.value
  if (isKept) return
  throw problems['kept-months-out-of-range']({
    pointers: [{ pointer: '/keptMonths', detail: 'is shorter or longer than the law allows' }],
  })
}

function rowOf(
  deps: ConsentDeps,
  {
    input,
    agent,
    at,
    lapsesAt,
  }: { input: LodgeInput; agent: string | null; at: Date; lapsesAt: Date },
): StoredObjection {
  const { body, caller, kind } = input
  return {
    id: deps.newId(at.getTime()),
    kind,
    right: body.scope.right ?? null,
    agency: body.scope.agency ?? null,
    lodgedAt: at,
    lapsesAt,
    lodgedBy: body.lodgedBy,
    authority: body.authority ?? null,
    lodgingAgency: caller.agency,
    lodgingAgent: agent,
    language: body.language ?? 'fr',
  }
}

async function store(
  deps: ConsentDeps,
  transaction: Transaction,
  {
    row,
    identifier,
    reminder: left,
  }: { row: StoredObjection; identifier: Identifier; reminder: Objection['reminder'] },
): Promise<void> {
  const { index, label } = deps.keys.objectionIndex(identifier)
  const key = deps.keys.reminderKey(label)
  const reminder =
    left === undefined || key === undefined
      ? null
      : sealAtRest(key, Buffer.from(JSON.stringify(left)), row.id)
  await insertObjection(transaction, { ...row, subjectIndex: index, indexKey: label, reminder })
}
