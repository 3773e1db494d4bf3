import type { ControllerContacts } from '@unefois/contracts'
import type { Actor } from '../domain/act.ts'
import { refuseUnplain } from '../domain/refuse.ts'
import { setContacts } from '../repositories/controller-contacts.ts'
import { getAdmission } from './read-participant.ts'
import { type Deps, writeChange } from './write-change.ts'

/**
 * Records how a controller and its data protection officer are reached; what was said before is
 * replaced. `hub` is the hub itself. The operator's act: the body told it, the operator compared.
 * @throws Problem 404 for an unknown participant, 422 for text that cannot be shown.
 */
export function recordContacts(deps: Deps) {
  return async (
    actor: Actor,
    id: string,
    contacts: ControllerContacts,
  ): Promise<ControllerContacts> => {
    refuseUnplain(contacts)
    return writeChange(deps, actor, undefined, async (tx, at) => {
      if (id !== 'hub') await getAdmission(tx, id)
      await setContacts(tx, id, contacts, at)
      const act = {
        operation: 'contacts-record',
        purpose: 'directory-keeping',
        counterparty: id,
      } as const
      return { answer: contacts, act }
    })
  }
}
