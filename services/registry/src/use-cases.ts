import { isUnavailable } from '@unefois/database'
import { problems } from './errors.ts'
import { limits } from './limits.ts'
import { activateAgreement } from './use-cases/activate-agreement.ts'
import { draftAgreement } from './use-cases/draft-agreement.ts'
import { draftVersion } from './use-cases/draft-version.ts'
import { endAgreement } from './use-cases/end-agreement.ts'
import { listExchanges } from './use-cases/list-exchanges.ts'
import { readAgreement } from './use-cases/read-agreement.ts'
import {
  readCompetence,
  readKeys,
  readParticipants,
  readRights,
} from './use-cases/read-directory.ts'
import { readParticipant } from './use-cases/read-participant.ts'
import { readRegisterSource } from './use-cases/read-register-source.ts'
import { readSnapshot } from './use-cases/read-snapshot.ts'
import { recordCompetence } from './use-cases/record-competence.ts'
import { recordContacts } from './use-cases/record-contacts.ts'
import { recordOpinion } from './use-cases/record-opinion.ts'
import { registerKey } from './use-cases/register-key.ts'
import { registerParticipant } from './use-cases/register-participant.ts'
import { resumeAgreement } from './use-cases/resume-agreement.ts'
import { resumeParticipant } from './use-cases/resume-participant.ts'
import { retireKey } from './use-cases/retire-key.ts'
import { signAgreement } from './use-cases/sign-agreement.ts'
import { suspendAgreement } from './use-cases/suspend-agreement.ts'
import { suspendParticipant } from './use-cases/suspend-participant.ts'
import { updateParticipant } from './use-cases/update-participant.ts'
import type { Deps } from './use-cases/write-change.ts'

/** Everything the registry can do, in one list. A database that is away answers 503, not 500. */
export function useCases(deps: Deps) {
  return {
    registerParticipant: orUnavailable(registerParticipant(deps)),
    updateParticipant: orUnavailable(updateParticipant(deps)),
    suspendParticipant: orUnavailable(suspendParticipant(deps)),
    resumeParticipant: orUnavailable(resumeParticipant(deps)),
    registerKey: orUnavailable(registerKey(deps)),
    retireKey: orUnavailable(retireKey(deps)),
    recordCompetence: orUnavailable(recordCompetence(deps)),
    readParticipants: orUnavailable(readParticipants(deps)),
    readParticipant: orUnavailable(readParticipant(deps)),
    readKeys: orUnavailable(readKeys(deps)),
    readRights: orUnavailable(readRights(deps)),
    readCompetence: orUnavailable(readCompetence(deps)),
    draftAgreement: orUnavailable(draftAgreement(deps)),
    draftVersion: orUnavailable(draftVersion(deps)),
    readAgreement: orUnavailable(readAgreement(deps)),
    recordOpinion: orUnavailable(recordOpinion(deps)),
    signAgreement: orUnavailable(signAgreement(deps)),
    activateAgreement: orUnavailable(activateAgreement(deps)),
    suspendAgreement: orUnavailable(suspendAgreement(deps)),
    resumeAgreement: orUnavailable(resumeAgreement(deps)),
    endAgreement: orUnavailable(endAgreement(deps)),
    recordContacts: orUnavailable(recordContacts(deps)),
    readRegisterSource: orUnavailable(readRegisterSource(deps)),
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
