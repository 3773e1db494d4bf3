import type { Witnessed } from '@unefois/audit-log'
import type { LogDirectory, Snapshot } from '@unefois/contracts'
import type { Database } from '@unefois/database'
import { type DirectoryEntry, isInLog } from '../domain/open-entry.ts'
import { isKnown, nameOf, type OwnKeys } from '../domain/own-entries.ts'
import {
  findLastWatched,
  findWatched,
  keepWatched,
  listUnknown,
  type WatchedEntry,
} from '../repositories/watched-entries.ts'
import { findWitnessed } from '../repositories/witnessed.ts'

export interface WatchDeps {
  readonly sql: Database
  readonly agency: string
  /** The name of the hub's log. */
  readonly origin: string
  readonly own: OwnKeys
  /** What the log says of this agency after a leaf, with proofs to the checkpoint of this size. */
  readonly readDirectory: (size: number, after: number) => Promise<LogDirectory>
  readonly readSnapshot: () => Promise<Snapshot>
}

/** What a look at the log found: each but `found` is a reason for an alarm. */
export interface Watched {
  readonly found: number
  /** Keys and agreements in the log that this agency does not know as its own. */
  readonly unknown: number
  /** Keys and agreements that the registry shows as this agency's, and the log does not. */
  readonly unlogged: number
  /** An entry was told that is not in the tree that this agency's witness has cosigned. */
  readonly isProven: boolean
}

/**
 * Looks for this agency's own keys and agreements in the hub's log, as far as its witness has
 * cosigned it, and judges each by what lies on this machine: the private half of a receiver key,
 * the agency's own signature under an agreement. What the registry shows must be in the log by the
 * second look at the latest: what has committed is in the next publication.
 */
export function watchLog(deps: WatchDeps) {
  let missedBefore: ReadonlySet<string> = new Set()
  let missedAt = -1
  return async (): Promise<Watched | undefined> => {
    const witnessed = await findWitnessed(deps.sql, deps.origin)
    if (witnessed === undefined || witnessed.size === 0) return undefined
    const snapshot = await deps.readSnapshot()
    const { found, isProven } = await readNew(deps, witnessed, snapshot)
    const missed = await findUnlogged(deps, snapshot)
    const isLater = missedAt >= 0 && witnessed.size > missedAt
    const unlogged = isLater ? [...missed].filter(name => missedBefore.has(name)).length : 0
    if (isLater || missedAt < 0) {
      missedBefore = missed
      missedAt = witnessed.size
    }
    const unknown = await listUnknown(deps.sql)
    const stillUnknown = unknown.filter(({ name }) => !deps.own.hasReceiverKey(name))
    return { found, isProven, unknown: stillUnknown.length, unlogged }
  }
}

async function readNew(
  deps: WatchDeps,
  witnessed: Witnessed,
  snapshot: Snapshot,
): Promise<{ found: number; isProven: boolean }> {
  const texts = new Map(snapshot.agreements.map(({ hash, text }) => [hash, text]))
  let found = 0
  for (;;) {
    const after = await findLastWatched(deps.sql, deps.origin)
    const { size, entries } = await deps.readDirectory(witnessed.size, after)
    const isOurs = (entry: DirectoryEntry, place: number) =>
      entry.index > (entries[place - 1]?.index ?? after) && isInLog(entry, witnessed)
    if (size !== witnessed.size || !entries.every(isOurs)) return { found, isProven: false }
    const judged = entries.map(
      (entry): WatchedEntry => ({
        index: entry.index,
        at: new Date(entry.first.at),
        operation: entry.first.operation,
        name: nameOf(entry),
        isKnown: isKnown(entry, deps.agency, deps.own, hash => texts.get(hash)) ?? null,
      }),
    )
    await keepWatched(deps.sql, deps.origin, judged)
    found += judged.length
    if (judged.length === 0) return { found, isProven: true }
  }
}

/** What the registry says is in force for this agency, and no entry of the log has told. */
async function findUnlogged(deps: WatchDeps, snapshot: Snapshot): Promise<ReadonlySet<string>> {
  const { agency, origin, sql } = deps
  const keys = snapshot.participants
    .filter(({ id }) => id === agency)
    .flatMap(({ keys: own }) => own.filter(({ state }) => state === 'active'))
    .map(({ keyId }) => keyId)
  const agreements = snapshot.agreements
    .filter(({ state, text }) => state !== 'ended' && [text.sender, text.receiver].includes(agency))
    .map(({ hash }) => hash)
  const logged = new Set([
    ...(await findWatched(sql, origin, 'key-register', keys)),
    ...(await findWatched(sql, origin, 'agreement-activate', agreements)),
  ])
  return new Set([...keys, ...agreements].filter(name => !logged.has(name)))
}
