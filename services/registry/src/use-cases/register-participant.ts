import type { Participant } from '@unefois/contracts'
import type { Actor } from '../domain/act.ts'
import { refusal, refuseUnplain } from '../domain/refuse.ts'
import { findParticipant, insertParticipant } from '../repositories/participants.ts'
import { refuseStatus } from './update-participant.ts'
import { type Deps, type Repeatable, writeChange } from './write-change.ts'

/**
 * Admits an agency to the hub. The operator's act.
 * @throws Problem 409 when the id is taken, 422 when it or the agency of its status does not fit.
 */
export function registerParticipant(deps: Deps) {
  return async (
    actor: Actor,
    participant: Participant,
    repeatable: Repeatable,
  ): Promise<Participant> => {
    const { id, type, country } = participant
    refuseUnplain(participant)
    if (id === 'hub') throw refusal('participant-id-reserved', '/id')
    return writeChange(deps, actor, repeatable, async (tx, at) => {
      if ((await findParticipant(tx, id)) !== undefined) throw refusal('participant-exists', '/id')
      await refuseStatus(tx, participant)
      await insertParticipant(tx, participant, at)
      const act = {
        operation: 'participant-register',
        purpose: 'directory-keeping',
        counterparty: id,
        detail: { type, country },
      } as const
      return { answer: participant, act }
    })
  }
}
