import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import type { KeyStore } from '@unefois/sealing'
import { limits } from './limits.ts'
import { openPersonKeys, type PersonKeys } from './person-keys.ts'
import {
  listPersonEvents,
  listSuccessions,
  type PersonEvent,
} from './repositories/person-events.ts'

/** What is known of one person. */
export interface FoundPerson {
  /** The number that was given, then those that it succeeded or that succeeded it. */
  readonly identifiers: readonly Identifier[]
  /** Oldest first; one more than `limits.personEventsMax` where there are too many. */
  readonly events: readonly PersonEvent[]
}

/**
 * Finds all that was done about a person and nothing about anybody else: by the indexes of each of
 * their numbers under every living trace key, then by the signals that those lead to. The numbers
 * are in memory only, for as long as this takes.
 */
export async function findPersonEvents(
  transaction: Transaction,
  { store, at }: { readonly store: KeyStore; readonly at: Date },
  identifier: Identifier,
): Promise<FoundPerson> {
  const { identifiers, indexes } = await findIndexes(transaction, { store, at }, identifier)
  return {
    identifiers,
    events: await listPersonEvents(transaction, indexes, limits.personEventsMax + 1),
  }
}

/** A person's numbers, and the index of each under every living trace key. */
export async function findIndexes(
  transaction: Transaction,
  { store, at }: { readonly store: KeyStore; readonly at: Date },
  identifier: Identifier,
): Promise<{ readonly identifiers: readonly Identifier[]; readonly indexes: readonly Buffer[] }> {
  const keys = openPersonKeys(store)
  const identifiers = await findNumbers(transaction, { keys, at }, identifier)
  return { identifiers, indexes: identifiers.flatMap(keys.traceIndexes) }
}

/** Follows successions in both directions until no other number comes up. */
export async function findNumbers(
  transaction: Transaction,
  { keys, at }: { readonly keys: PersonKeys; readonly at: Date },
  identifier: Identifier,
): Promise<readonly Identifier[]> {
  const known = new Map([[nameOf(identifier), identifier]])
  for (const each of known.values()) {
    const rows = await listSuccessions(transaction, keys.objectionIndexes(each), at)
    for (const row of rows) {
      const other = keys.openSuccession(row)
      if (known.size < limits.numbersPerPersonMax) known.set(nameOf(other), other)
    }
  }
  return [...known.values()]
}

const nameOf = ({ scheme, value }: Identifier) => `${scheme} ${value}`
