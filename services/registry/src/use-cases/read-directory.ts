import type {
  CompetenceList,
  ParticipantKeyList,
  ParticipantList,
  RightList,
} from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { dayOf, isDay } from '../domain/day.ts'
import { problems } from '../errors.ts'
import { findCompetent } from '../repositories/competence.ts'
import { listKeys } from '../repositories/participant-keys.ts'
import { listParticipants } from '../repositories/participants.ts'
import { listRights } from '../repositories/rights.ts'
import { getAdmission } from './read-participant.ts'

interface ReadDeps {
  readonly sql: Database
  readonly clock: { now(): Date }
}

/** Every participant, by id. */
export function readParticipants(deps: ReadDeps) {
  return async (): Promise<ParticipantList> => ({
    items: await listParticipants(deps.sql),
  })
}

/** A participant's keys, the newest first. @throws Problem 404 for an unknown participant. */
export function readKeys(deps: ReadDeps) {
  return async (participant: string): Promise<ParticipantKeyList> => {
    await getAdmission(deps.sql, participant)
    const keys = await listKeys(deps.sql, participant)
    const items = keys.map(({ keyId, use, publicKey, retiredAt }) => ({
      key: { keyId, use, publicKey: publicKey.toString('base64url') },
      state: retiredAt === null ? ('active' as const) : ('retired' as const),
    }))
    return { items }
  }
}

/** The rights catalogue, by id. */
export function readRights(deps: ReadDeps) {
  return async (): Promise<RightList> => ({ items: await listRights(deps.sql) })
}

/** Who is competent on a day, today when none is given. @throws Problem 400 for no real day. */
export function readCompetence(deps: ReadDeps) {
  return async (question: {
    right: string
    territory: string
    on: string | undefined
  }): Promise<CompetenceList> => {
    const on = question.on ?? dayOf(deps.clock.now())
    if (!isDay(on)) throw problems['day-unknown']()
    return { items: await findCompetent(deps.sql, { ...question, on }) }
  }
}
