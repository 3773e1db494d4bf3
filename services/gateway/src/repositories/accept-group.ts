import type { Database } from '@unefois/database'
import { randomOnce } from '@unefois/sealing'
import type { PreparedSignal } from '../use-cases/prepare-signal.ts'
import { messageAround } from './signal-message.ts'

/** What became of one signal of a group once its transaction committed. */
export type WriteVerdict = 'written' | 'written-void' | 'person-agreement-unfit' | 'key-taken'

/**
 * Writes a group of signals of several agencies in one transaction, which is one call of
 * `exchange.accept_group`: the objection gate with its locks, then idempotency keys, signals, data
 * keys, outbox and traces of the keys that were won. A rejected promise means that nothing of the
 * group was stored.
 */
export async function writeGroup(
  sql: Database,
  group: readonly PreparedSignal[],
  now: { hub: Date; system: Date },
): Promise<WriteVerdict[]> {
  const agencies = [...new Set(group.map(each => each.sender.agency))]
  const [answer] = await sql<{ refused: number[]; taken: number[]; objected: number[] }[]>`
    SELECT refused, taken, objected FROM exchange.accept_group(${agencies}::text[],
      ${itemsJson(group)}::text::json, ${gateJson(group)}::text::jsonb, ${now.hub}, ${now.system})`
  if (answer === undefined) throw new Error('accept_group always answers one row')
  const verdicts = group.map((): WriteVerdict => 'written')
  for (const n of answer.objected) verdicts[n] = 'written-void'
  for (const n of answer.refused) verdicts[n] = 'person-agreement-unfit'
  for (const n of answer.taken) verdicts[n] = 'key-taken'
  return verdicts
}

/** What accept_group writes; `n` is a signal's place in the list, undefined leaves a place out. */
export function itemsJson(group: readonly (PreparedSignal | undefined)[]): string {
  return JSON.stringify(group.flatMap((each, n) => (each === undefined ? [] : groupItem(each, n))))
}

/** What consent.check_and_lock asks of each signal, in the same places. */
export function gateJson(group: readonly (PreparedSignal | undefined)[]): string {
  return JSON.stringify(group.flatMap((each, n) => (each === undefined ? [] : gateItem(each, n))))
}

function gateItem(each: PreparedSignal, n: number) {
  return {
    n,
    bucket: each.gate.bucket,
    indexes: each.gate.indexes.map(index => index.toString('hex')),
    right: each.body.right,
    sender: each.sender.agency,
    receiver: each.agreement.receiver,
    objectable: each.agreement.objectable,
    personAgreement: each.personAgreement?.id,
    ...inheritedFrom(each),
  }
}

/** Who collected the person's agreement, where that is not the sender. */
function inheritedFrom({ personAgreement, sender }: PreparedSignal): { collector?: string } {
  const collector = personAgreement?.collector ?? sender.agency
  return collector === sender.agency ? {} : { collector }
}

function groupItem(each: PreparedSignal, n: number) {
  const { head, tail } = messageAround(each)
  return {
    n,
    key: each.idempotency?.key,
    day: each.idempotency?.fingerprintDay,
    fingerprint: each.idempotency?.fingerprint.toString('base64'),
    id: each.id,
    sender: each.sender.agency,
    receiver: each.agreement.receiver,
    right: each.body.right,
    agreement: each.agreement.id,
    hash: each.agreement.hash,
    purpose: each.agreement.purpose,
    basis: each.agreement.basis,
    objectable: each.agreement.objectable,
    blocked: each.blocked,
    campaign: each.body.campaign,
    parent: each.body.parent,
    accepted: each.acceptedAt,
    ended: each.endedAt,
    expires: each.expiresAt,
    kek: each.kek,
    wrapped: each.wrapped.toString('base64'),
    index_key: each.indexKey,
    index: each.subjectIndex.toString('base64'),
    outbox: each.outboxId,
    head,
    sealed: each.sealed.toString('base64url'),
    tail,
    // Always made and always sent, so that an objected signal takes no longer than another.
    blank: blankOf(each),
    ...traceOf(each),
  }
}

/** Random bytes of the same lengths as key, index and seal. */
function blankOf({ wrapped, subjectIndex, sealed }: PreparedSignal) {
  const indexEnd = wrapped.length + subjectIndex.length
  const bytes = randomOnce(indexEnd + sealed.length)
  return {
    wrapped: bytes.toString('base64', 0, wrapped.length),
    index: bytes.toString('base64', wrapped.length, indexEnd),
    sealed: bytes.toString('base64url', indexEnd),
  }
}

/** What the trace says besides: its agencies, agreement and purpose are those of the signal. */
function traceOf(each: PreparedSignal) {
  const { right, trigger, detection, ntuType, campaign } = each.body
  const personAgreement = each.personAgreement?.id
  return {
    actor: each.sender.clientId,
    agent: each.body.agent,
    trace: each.traceId,
    traced: new Date(each.nowMs).toISOString(),
    trace_key: each.traceKey,
    trace_index: each.traceIndex.toString('base64'),
    // The agreement of the person leads from its withdrawal to what rested on it.
    detail: {
      ...{ right, trigger, detection, ntuType, campaign, personAgreement },
      ...inheritedFrom(each),
    },
  }
}
