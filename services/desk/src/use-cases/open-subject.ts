import type { Subject } from '@unefois/contracts'
import type { DeskKeys } from '../desk-keys.ts'
import type { StoredCase } from '../repositories/cases.ts'

/** The person's identifier, opened for whoever works on the case. */
export function openSubjectOf(keys: DeskKeys, stored: StoredCase): Subject {
  if (stored.sealKey === undefined || stored.sealedSubject === undefined) {
    throw new Error('a case that is not erased holds its subject')
  }
  return keys.openSubject(stored.id, stored.sealKey, stored.sealedSubject)
}
