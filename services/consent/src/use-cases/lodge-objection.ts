import { law, type Objection, type ObjectionReceipt } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import { sealAtRest } from '@unefois/sealing'
import type { ActingClient, ConsentDeps } from '../deps.ts'
import { addMonths, dayOf } from '../domain/calendar-months.ts'
import { toReceipt } from '../domain/receipt.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { countLodging } from '../repositories/lodging-use.ts'
import {
  insertObjection,
  type ObjectionKind,
  type StoredObjection,
} from '../repositories/objections.ts'
import { lockSubjects } from '../repositories/subject-locks.ts'
import { appendTraces } from '../repositories/traces.ts'
import { checkSpeaker, getIdentifier } from './check-caller.ts'
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
 * The answer and its time are the same whether there were signals or not.
 * @throws Problem 403, 422 for who speaks and for how long, 429 past the quota of speaking for
 *   others, 409 and 503 as `actOnce`.
 */
export function lodgeObjection(deps: ConsentDeps) {
  return async (input: LodgeInput): Promise<ObjectionReceipt> => {
    const { body, caller, kind } = input
    const agent = checkSpeaker(caller, { ...body, by: body.lodgedBy })
    const identifier = getIdentifier(body.subject, '/subject', deps.nowMs())
    const keptMonths = getKeptMonths(identifier, body.keptMonths)
    return deps.actOnce({
      call: `${kind}-lodge`,
      agency: caller.agency,
      key: input.idempotencyKey,
      body,
      async work(transaction) {
        if (agent !== null) await checkQuota(deps, transaction, { agency: caller.agency, agent })
        await lockSubjects(transaction, [deps.keys.bucket(identifier)])
        // Only now: whoever was waited for may have made keys, and must lie before this.
        deps.keys.refresh()
        const at = new Date(deps.nowMs())
        const row = rowOf(deps, { input, agent, at, keptMonths })
        await store(deps, transaction, { row, identifier, body })
        const stopped = await stopSignals(deps, transaction, { identifier, scope: body.scope, at })
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
        return toReceipt({ ...row, hasReminder: body.reminder !== undefined })
      },
    })
  }
}

/** @throws Problem 422 outside what R.114-9-7 allows. */
function getKeptMonths({ scheme }: Identifier, wanted: number | undefined): number {
  const profile = law[scheme === 'be-niss' ? 'be' : 'fr']
  const months = wanted ?? profile.objectionKeptMonthsDefault.value
  if (
    months >= profile.objectionKeptMonthsMin.value &&
    months <= profile.objectionKeptMonthsMax.value
  ) {
    return months
  }
  throw problems['kept-months-out-of-range']({
    pointers: [{ pointer: '/keptMonths', detail: 'is shorter or longer than the law allows' }],
  })
}

async function checkQuota(
  deps: ConsentDeps,
  transaction: Transaction,
  who: { agency: string; agent: string },
): Promise<void> {
  const nowMs = deps.nowMs()
  const { ofAgent, ofAgency } = await countLodging(transaction, {
    ...who,
    day: dayOf(new Date(nowMs)),
  })
  if (ofAgent <= limits.lodgingsPerAgentMax && ofAgency <= limits.lodgingsPerAgencyMax) return
  const dayMs = 24 * limits.hourMs
  const retryAfterSec = Math.ceil((dayMs - (nowMs % dayMs)) / 1_000)
  throw problems['lodging-quota-reached']({ retryAfterSec })
}

function rowOf(
  deps: ConsentDeps,
  {
    input,
    agent,
    at,
    keptMonths,
  }: { input: LodgeInput; agent: string | null; at: Date; keptMonths: number },
): StoredObjection {
  const { body, caller, kind } = input
  return {
    id: deps.newId(at.getTime()),
    kind,
    right: body.scope.right ?? null,
    agency: body.scope.agency ?? null,
    lodgedAt: at,
    lapsesAt: addMonths(at, keptMonths),
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
  { row, identifier, body }: { row: StoredObjection; identifier: Identifier; body: Objection },
): Promise<void> {
  const { index, label } = deps.keys.objectionIndex(identifier)
  const key = deps.keys.reminderKey(label)
  const reminder =
    body.reminder === undefined || key === undefined
      ? null
      : sealAtRest(key, Buffer.from(JSON.stringify(body.reminder)), row.id)
  await insertObjection(transaction, { ...row, subjectIndex: index, indexKey: label, reminder })
}
