import { isUnavailable } from '@unefois/database'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { activateAgreement } from './activate-agreement.ts'
import { draftAgreement } from './draft-agreement.ts'
import { endAgreement } from './end-agreement.ts'
import { listExchanges } from './list-exchanges.ts'
import { readAgreement } from './read-agreement.ts'
import { readCompetence, readKeys, readParticipants, readRights } from './read-directory.ts'
import { readSnapshot } from './read-snapshot.ts'
import { recordCompetence } from './record-competence.ts'
import { recordOpinion } from './record-opinion.ts'
import { registerKey } from './register-key.ts'
import { registerParticipant } from './register-participant.ts'
import { resumeAgreement } from './resume-agreement.ts'
import { retireKey } from './retire-key.ts'
import { reviseAgreement } from './revise-agreement.ts'
import { signAgreement } from './sign-agreement.ts'
import { suspendAgreement } from './suspend-agreement.ts'
import type { Deps } from './write.ts'

/** Everything the registry can do, in one list. A database that is away answers 503, not 500. */
export function useCases(deps: Deps) {
  return {
    registerParticipant: orUnavailable(registerParticipant(deps)),
    registerKey: orUnavailable(registerKey(deps)),
    retireKey: orUnavailable(retireKey(deps)),
    recordCompetence: orUnavailable(recordCompetence(deps)),
    readParticipants: orUnavailable(readParticipants(deps)),
    readKeys: orUnavailable(readKeys(deps)),
    readRights: orUnavailable(readRights(deps)),
    readCompetence: orUnavailable(readCompetence(deps)),
    draftAgreement: orUnavailable(draftAgreement(deps)),
    reviseAgreement: orUnavailable(reviseAgreement(deps)),
    readAgreement: orUnavailable(readAgreement(deps)),
    recordOpinion: orUnavailable(recordOpinion(deps)),
    signAgreement: orUnavailable(signAgreement(deps)),
    activateAgreement: orUnavailable(activateAgreement(deps)),
    suspendAgreement: orUnavailable(suspendAgreement(deps)),
    resumeAgreement: orUnavailable(resumeAgreement(deps)),
    endAgreement: orUnavailable(endAgreement(deps)),
    readSnapshot: orUnavailable(readSnapshot(deps)),
    listExchanges: orUnavailable(listExchanges(deps)),
  }
}

function orUnavailable<A extends unknown[], R>(work: (...args: A) => Promise<R>) {
  return async (...args: A): Promise<R> => {
    try {
      return await work(...args)
    } catch (error) {
      if (!isUnavailable(error)) throw error
      throw problems['registry-unavailable']({ retryAfterSec: limits.retryAfterSec })
    }
  }
}
