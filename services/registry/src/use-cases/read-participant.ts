import type { ParticipantStanding } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'
import { problems } from '../errors.ts'
import { type Admission, findAdmission } from '../repositories/participants.ts'

/** What is said of a participant, and the version that a change of it has to name. */
export interface Standing {
  readonly standing: ParticipantStanding
  readonly version: number
}

/** One participant and whether it may exchange. @throws Problem 404 for an unknown one. */
export function readParticipant(deps: { readonly sql: Database }) {
  return async (id: string): Promise<Standing> => toStanding(await getAdmission(deps.sql, id))
}

/** @throws Problem 404 for an unknown participant. */
export async function getAdmission(tx: Database | Transaction, id: string): Promise<Admission> {
  const admission = await findAdmission(tx, id)
  if (admission === undefined) throw problems['participant-unknown']()
  return admission
}

/** An admission as `participant-standing.v1`. */
export function toStanding({ participant, version, suspendedAt }: Admission): Standing {
  const standing: ParticipantStanding =
    suspendedAt === null
      ? { participant, state: 'active' }
      : { participant, state: 'suspended', suspendedAt: suspendedAt.toISOString() }
  return { standing, version }
}
