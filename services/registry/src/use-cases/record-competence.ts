import type { Competence } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import type { Actor } from '../domain/act.ts'
import { isDay } from '../domain/day.ts'
import { refusal, refuseUnplain } from '../domain/refuse.ts'
import { closeCompetence, findOverlapping, insertCompetence } from '../repositories/competence.ts'
import { findParticipant } from '../repositories/participants.ts'
import { findRight } from '../repositories/rights.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * Records who is competent for a right in a territory between two days. Posting an open row again
 * with its last day closes it, which is how communes merge: close the old, record the new.
 * @throws Problem 422 when the row does not hold together, 409 when it meets another of its own.
 */
export function recordCompetence(deps: Deps) {
  return async (actor: Actor, row: Competence, repeatable: Repeatable): Promise<Competence> => {
    refuseUnplain(row)
    if (!isDay(row.from)) throw refusal('competence-dates-invalid', '/from')
    if (row.to !== undefined && (!isDay(row.to) || row.to < row.from)) {
      throw refusal('competence-dates-invalid', '/to')
    }
    return writeChange(deps, actor, repeatable, async (tx, at) => {
      await refuseUnfit(tx, row)
      const operation = await insertOrClose(tx, row, at)
      const act = {
        operation,
        purpose: 'directory-keeping',
        counterparty: row.participant,
        detail: { right: row.right, territory: row.territory, from: row.from },
      } as const
      return { answer: row, act }
    })
  }
}

async function refuseUnfit(tx: Transaction, row: Competence): Promise<void> {
  const right = await findRight(tx, row.right)
  if (right === undefined) throw refusal('competence-right-unknown', '/right')
  if (!row.territory.startsWith(`${right.country}-`)) {
    throw refusal('competence-territory-unfit', '/territory')
  }
  const participant = await findParticipant(tx, row.participant)
  if (participant?.type !== right.receiverType || participant.country !== right.country) {
    throw refusal('competence-participant-unfit', '/participant')
  }
}

async function insertOrClose(
  tx: Transaction,
  row: Competence,
  at: Date,
): Promise<'competence-record' | 'competence-close'> {
  const [met, ...others] = await findOverlapping(tx, row)
  if (met === undefined) {
    await insertCompetence(tx, row, at)
    return 'competence-record'
  }
  const closesIt = met.to === undefined && row.to !== undefined && met.from === row.from
  if (!closesIt || others.length > 0) throw refusal('competence-overlaps', '/from')
  await closeCompetence(tx, row)
  return 'competence-close'
}
