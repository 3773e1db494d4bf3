import { isDeepStrictEqual } from 'node:util'
import type { Participant } from '@unefois/contracts'
import type { Transaction } from '@unefois/database'
import { problems as httpProblems } from '@unefois/service'
import type { Actor } from '../domain/act.ts'
import { isAdministration, keepsMedicalSecrecy } from '../domain/law/basis-rules.ts'
import { refusal, refuseUnplain } from '../domain/refuse.ts'
import { problems } from '../errors.ts'
import { listActiveOf } from '../repositories/agreements.ts'
import { findParticipant, setAdmission } from '../repositories/participants.ts'
import { getCase } from './find-agreement.ts'
import { getAdmission, type Standing, toStanding } from './read-participant.ts'
import { type Deps, writeChange } from './write-change.ts'

const fixed = ['id', 'type', 'country'] as const

/**
 * Replaces what is said of a participant: its name, status, mission, secrecy, homologation. Id,
 * type and country stay: competence and agreements rest on them. The operator's act.
 * @param expected the version that the operator has seen.
 * @throws Problem 404 for an unknown participant, 412 when it was changed meanwhile, 422 when what
 * is fixed changes or the status does not fit, 409 when an active agreement would become unlawful.
 */
export function updateParticipant(deps: Deps) {
  return async (
    actor: Actor,
    id: string,
    expected: number,
    participant: Participant,
  ): Promise<Standing> => {
    refuseUnplain(participant)
    return writeChange(deps, actor, undefined, async tx => {
      const known = await getAdmission(tx, id)
      if (known.version !== expected) throw httpProblems['version-mismatch']()
      const moved = fixed.find(name => participant[name] !== known.participant[name])
      if (moved !== undefined) throw refusal('participant-nature-fixed', `/${moved}`)
      await refuseStatus(tx, participant)
      await refuseUnlawful(tx, participant)
      const next = { ...known, participant, version: known.version + 1 }
      await setAdmission(tx, next)
      const act = {
        operation: 'participant-update',
        purpose: 'directory-keeping',
        counterparty: id,
        detail: { changed: changedNames(known.participant, participant) },
      } as const
      return { answer: toStanding(next), act }
    })
  }
}

/** @throws Problem 422 unless the agency of its status, if it names one, is another, known one. */
export async function refuseStatus(tx: Transaction, { id, statusOf }: Participant): Promise<void> {
  if (statusOf === undefined) return
  const known = statusOf === id ? undefined : await findParticipant(tx, statusOf)
  if (known === undefined) throw refusal('participant-status-unfit', '/statusOf')
}

/** An agency that loses its mission or takes on a secrecy may have to stop first. */
async function refuseUnlawful(tx: Transaction, participant: Participant): Promise<void> {
  for (const { text } of await listActiveOf(tx, participant.id)) {
    const side = text.sender === participant.id ? 'sender' : 'receiver'
    const subject = { ...(await getCase(tx, text)), [side]: participant }
    const refusals = [isAdministration, keepsMedicalSecrecy].flatMap(rule => rule(subject))
    if (refusals.length > 0) throw problems['participant-agreement-unlawful']()
  }
}

/** Names of ours, never values: what a trace tells of the change. */
function changedNames(before: Participant, after: Participant): string {
  const names = Object.keys({ ...before, ...after }) as (keyof Participant)[]
  return names
    .filter(name => !isDeepStrictEqual(before[name], after[name]))
    .sort()
    .join(' ')
}
