import {
  type LegalHold,
  type LegalHoldList,
  type LegalHoldRecord,
  validatorFor,
} from '@unefois/contracts'
import { inTransaction, type Transaction } from '@unefois/database'
import { holdEndMax } from '@unefois/retention'
import { answerOnce } from '../answer-once.ts'
import type { DeskDeps } from '../deps.ts'
import { addDays } from '../domain/calendar.ts'
import { problems } from '../errors.ts'
import { lockFamilies, type StoredCase } from '../repositories/cases.ts'
import {
  type CountedHold,
  endHold as endStored,
  insertHold,
  listHeldSignals,
  listHolds as listStored,
} from '../repositories/holds.ts'
import { appendTraces } from '../repositories/traces.ts'
import { type DeskOperation, traceOf } from '../traces.ts'
import type { Adviser } from './change-case.ts'

const isRecord = validatorFor('urn:unefois:contracts:legal-hold-record.v1')

/**
 * The data protection officer keeps cases past their last day, for a court or an authority, until a
 * day. The person's objection, outcomes that erase and recalls for them still destroy what is held.
 * @throws Problem when a case is not there or holds nothing any more, or the day is out of range.
 */
export function placeHold(deps: DeskDeps) {
  return (asked: LegalHold, by: Adviser, key: string): Promise<LegalHoldRecord> =>
    inTransaction(deps.sql, { name: 'place-hold' }, transaction => {
      const call = { clientId: by.clientId, key, content: { hold: asked }, isAnswer: isRecord }
      return answerOnce(deps, transaction, call, () => place(deps, transaction, asked, by))
    })
}

async function place(
  deps: DeskDeps,
  sql: Transaction,
  asked: LegalHold,
  by: Adviser,
): Promise<LegalHoldRecord> {
  const now = deps.now()
  // It holds to the end of its last day, wherever in Europe that ends last.
  const endsAt = new Date(`${addDays(asked.endsOn, 1)}T00:00:00.000Z`)
  if (endsAt <= now || endsAt > holdEndMax(now)) throw problems['case-hold-day']()
  const cases = await lockFamilies(sql, asked.signalIds)
  const there = new Map(
    cases.filter(each => each.erasedAt === undefined).map(each => [each.id, each]),
  )
  const pointers = asked.signalIds.flatMap((id, n) =>
    there.has(id) ? [] : [{ pointer: `/signalIds/${n}`, detail: 'no such case, or it was erased' }],
  )
  if (pointers.length > 0) throw problems['case-hold-missing']({ pointers: pointers.slice(0, 100) })
  const { basis, provision } = asked
  const author = by.clientId
  const hold = { id: deps.newId(now), basis, provision, author, placedAt: now, endsAt }
  await insertHold(sql, hold, asked.signalIds)
  await appendTraces(
    sql,
    [...there.values()].map(each =>
      traceOf(deps, { ...actOn(each, 'hold-place', now), detail: { basis, hold: hold.id } }, by),
    ),
  )
  return recordOf(await getHold(sql, hold.id), now)
}

/** Ends a hold before its day: what has expired meanwhile goes at once. @throws Problem */
export function endHold(deps: DeskDeps) {
  return async (id: string, by: Adviser): Promise<LegalHoldRecord> => {
    const now = deps.now()
    return inTransaction(deps.sql, { name: 'end-hold' }, async transaction => {
      if (!(await endStored(transaction, id, by.clientId, now)))
        throw problems['case-hold-unknown']()
      const ids = await listHeldSignals(transaction, id)
      await appendTraces(
        transaction,
        ids.map(signalId =>
          traceOf(deps, { operation: 'hold-end', at: now, signalId, detail: { hold: id } }, by),
        ),
      )
      return recordOf(await getHold(transaction, id), now)
    })
  }
}

/** Every hold that is kept. */
export function listHolds(deps: DeskDeps) {
  return async (): Promise<LegalHoldList> => {
    const now = deps.now()
    const holds = await listStored(deps.sql)
    return { items: holds.map(hold => recordOf(hold, now)) }
  }
}

async function getHold(sql: Transaction, id: string): Promise<CountedHold> {
  const [hold] = await listStored(sql, id)
  if (hold === undefined) throw new Error('a hold just written is there')
  return hold
}

function recordOf(hold: CountedHold, now: Date): LegalHoldRecord {
  const { id, basis, provision, author, signals, placedAt, endsAt, endedAt, endedBy } = hold
  const record = {
    id,
    basis,
    provision,
    author,
    placedAt: placedAt.toISOString(),
    endsAt: endsAt.toISOString(),
    ...(endedAt === undefined ? {} : { endedAt: endedAt.toISOString(), endedBy }),
    signals,
    isHeld: endedAt === undefined && endsAt > now,
  }
  if (!isRecord(record)) throw new Error('a stored hold is of its contract')
  return record
}

function actOn(
  { id: signalId, sender, agreementHash }: StoredCase,
  operation: DeskOperation,
  at: Date,
) {
  return { operation, at, signalId, sender, agreementHash }
}
