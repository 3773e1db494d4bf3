import type { Transaction } from '@unefois/database'
import type { Identifier } from '@unefois/identifiers'
import type { KeyStore } from '@unefois/sealing'
import { limits } from './limits.ts'
import { openPersonKeys, type PersonKeys } from './person-keys.ts'
import { listSuccessions } from './repositories/person-events.ts'

/**
 * A person's numbers, and the index of each under every living trace key: what leads to all that
 * was done about them, and to nothing about anybody else. The numbers are in memory only, for as
 * long as this takes.
 */
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
async function findNumbers(
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
