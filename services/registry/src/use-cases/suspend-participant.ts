import type { Transaction } from '@unefois/database'
import type { Act, Actor } from '../domain/act.ts'
import { problems } from '../errors.ts'
import { type Admission, setAdmission } from '../repositories/participants.ts'
import { getAdmission, type Standing, toStanding } from './read-participant.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Stops every exchange of a participant, whatever its agreements say, until it is resumed: no
 * signal of it or to it is accepted or released. What it holds it can still report and erase.
 * @throws Problem 404 for an unknown participant, 409 when it is suspended already.
 */
export function suspendParticipant(deps: Deps) {
  return (actor: Actor, id: string): Promise<Standing> =>
    writeChange(deps, actor, undefined, async (tx, at) => {
      const known = await getAdmission(tx, id)
      if (known.suspendedAt !== null) throw problems['participant-state-refused']()
      return {
        answer: await setSuspendedAt(tx, known, at),
        act: standingAct('participant-suspend', id),
      }
    })
}

/** Writes since when a participant is suspended, null for not at all; answers its next version. */
export async function setSuspendedAt(
  tx: Transaction,
  known: Admission,
  suspendedAt: Date | null,
): Promise<Standing> {
  const next = { ...known, suspendedAt, version: known.version + 1 }
  await setAdmission(tx, next)
  return toStanding(next)
}

/** The trace of a participant's suspension or resumption. */
export function standingAct(operation: string, counterparty: string): Act {
  return { operation, purpose: 'directory-keeping', counterparty }
}
