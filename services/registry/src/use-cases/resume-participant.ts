import type { Actor } from '../domain/act.ts'
import { problems } from '../errors.ts'
import { getAdmission, type Standing } from './read-participant.ts'
import { setSuspendedAt, standingAct } from './suspend-participant.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Lets a suspended participant exchange again, under the agreements that are still in force.
 * @throws Problem 404 for an unknown participant, 409 when it is not suspended.
 */
export function resumeParticipant(deps: Deps) {
  return (actor: Actor, id: string): Promise<Standing> =>
    writeChange(deps, actor, undefined, async tx => {
      const known = await getAdmission(tx, id)
      if (known.suspendedAt === null) throw problems['participant-state-refused']()
      return {
        answer: await setSuspendedAt(tx, known, null),
        act: standingAct('participant-resume', id),
      }
    })
}
