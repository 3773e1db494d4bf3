import type { Transaction } from '@unefois/database'
import { type Identifier, parseIdentifier } from '@unefois/identifiers'
import { openAtRest } from '@unefois/sealing'
import type { ConsentDeps } from '../deps.ts'
import { lockSubjects } from '../repositories/subject-locks.ts'
import { listSuccessions } from '../repositories/successions.ts'

type LockDeps = Pick<ConsentDeps, 'keys' | 'nowMs'>

/**
 * Locks a person under the number that they gave and under the one that follows it, where that was
 * told: what they say under a former number holds for the current one. Answers both numbers.
 */
export async function lockPerson(
  deps: LockDeps,
  transaction: Transaction,
  identifier: Identifier,
): Promise<readonly [Identifier, ...Identifier[]]> {
  const bucketsOf = (identifiers: readonly Identifier[]) => identifiers.map(deps.keys.bucket)
  const known = await successorsOf(deps, transaction, identifier)
  await lockSubjects(transaction, bucketsOf([identifier, ...known]))
  // Only now: whoever was waited for may have told a successor or made keys.
  deps.keys.refresh()
  const told = await successorsOf(deps, transaction, identifier)
  if (told.length > known.length) await lockSubjects(transaction, bucketsOf(told))
  return [identifier, ...told]
}

async function successorsOf(
  deps: LockDeps,
  transaction: Transaction,
  identifier: Identifier,
): Promise<readonly Identifier[]> {
  const indexes = deps.keys.objectionIndexes(identifier)
  const rows = await listSuccessions(transaction, indexes, new Date(deps.nowMs()))
  const successors = new Map<string, Identifier>()
  for (const { id, indexKey, other } of rows) {
    const key = deps.keys.successorKey(indexKey)
    if (key === undefined) throw new Error('a generation lives as long as its rows')
    const parsed = parseIdentifier(JSON.parse(openAtRest(key, other, id).toString('utf8')))
    if (!parsed.ok) throw new Error('what was sealed was a number')
    successors.set(parsed.identifier.value, parsed.identifier)
  }
  return [...successors.values()]
}
