import type { Subject } from '@unefois/contracts'
import type { DeskKeys } from '../desk-keys.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import type { StoredCase } from '../repositories/cases.ts'

/**
 * The person's identifier, opened for whoever works on the case.
 * @throws Problem 503 when the key is not on this machine: a restored database is older than its
 * keys, or the keys were changed at this very moment.
 */
export function openSubjectOf(keys: DeskKeys, stored: StoredCase): Subject {
  const { id, kek, wrappedKey: wrapped, sealedSubject: sealed } = stored
  if (kek === undefined || wrapped === undefined || sealed === undefined) {
    throw new Error('a case that is not erased holds its subject')
  }
  const opened = keys.openSubject(id, { kek, wrapped, sealed })
  if (opened !== undefined) return opened
  throw problems['case-key-missing']({ retryAfterSec: limits.retryAfterSec })
}
