import { setTimeout as sleep } from 'node:timers/promises'
import { type Database, openDatabase, type Transaction } from '@unefois/database'
import type { Hub } from '@unefois/local'
import { findWaitingFor, type Waiter } from './find-waiting.ts'
import { holdersMax, holdMsMax, holdPollMs } from './limits.ts'
import type { Hold } from './plan-rounds.ts'

export interface HoldTarget {
  readonly bucket: number
  /** A signal accepted before, whose key's row may be held. */
  readonly signalId: string
  /** The sender and key of the accept that is stopped before its commit. */
  readonly sender: string
  readonly acceptKey: string
}

/** Holds locks in sessions of its own, so that acts of the services must wait. */
export interface Holder {
  /**
   * Takes the lock, lets `race` begin, and lets go once those whom it is meant for wait, `extraMs`
   * later. Answers the roles of the sessions that were seen waiting.
   */
  during(
    hold: Hold,
    target: HoldTarget,
    race: { readonly extraMs: number; begin(): void },
  ): Promise<ReadonlySet<string>>
  close(): Promise<void>
}

/** Whom each hold is meant to stop; an accept behind an objection that waits is stopped besides. */
export const meantFor: Readonly<Record<Hold, readonly string[]>> = {
  nothing: [],
  bucket: ['gateway_accept', 'consent_app'],
  'bucket-shared': ['consent_app'],
  'key-row': ['gateway_agency', 'consent_app'],
  'accept-key': ['gateway_accept', 'consent_app'],
}

/** Opens the sessions that hold, and those that look who waits. */
export function openHolder(hub: Hub): Holder {
  const url = hub.databaseUrl('hub')
  const holding = openDatabase({ url, name: 'proof-holder', connectionsMax: holdersMax })
  const watching = openDatabase({ url, name: 'proof-watch', connectionsMax: holdersMax })
  return {
    async during(hold, target, race) {
      if (hold === 'nothing') {
        race.begin()
        return new Set()
      }
      const parked = new Set<string>()
      await inLostTransaction(holding, async transaction => {
        const [session] = await transaction<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`
        if (session === undefined) throw new Error('a session always has a number')
        await take(transaction, hold, target)
        race.begin()
        const look = () => lookWhoWaits(watching, session.pid, parked)
        await untilParked(meantFor[hold], parked, look)
        await sleep(race.extraMs)
        await look()
      })
      return parked
    },
    async close() {
      await Promise.all([holding.end({ timeout: 5 }), watching.end({ timeout: 5 })])
    },
  }
}

class Over extends Error {}

/** The transaction is rolled back: it has held its lock, and leaves nothing. */
async function inLostTransaction(
  sql: Database,
  work: (transaction: Transaction) => Promise<void>,
): Promise<void> {
  try {
    await sql.begin(async transaction => {
      await work(transaction)
      throw new Over()
    })
  } catch (error) {
    if (!(error instanceof Over)) throw error
  }
}

async function take(transaction: Transaction, hold: Hold, target: HoldTarget): Promise<void> {
  const { bucket, signalId, sender, acceptKey } = target
  if (hold === 'bucket') await transaction`SELECT pg_advisory_xact_lock(7301, ${bucket}::int)`
  if (hold === 'bucket-shared') {
    await transaction`SELECT pg_advisory_xact_lock_shared(7301, ${bucket}::int)`
  }
  if (hold === 'key-row') {
    await transaction`SELECT FROM exchange.data_key WHERE signal_id = ${signalId} FOR UPDATE`
  }
  if (hold === 'accept-key') {
    await transaction`
      INSERT INTO exchange.idempotency (agency, key, fingerprint_day, fingerprint, signal_id,
        accepted_at)
      SELECT ${sender}, ${acceptKey}, fingerprint_day, fingerprint, signal_id, accepted_at
      FROM exchange.idempotency WHERE signal_id = ${signalId}`
  }
}

async function lookWhoWaits(sql: Database, pid: number, parked: Set<string>): Promise<void> {
  const waiters = await sql<Waiter[]>`
    SELECT pid, usename AS role, pg_blocking_pids(pid) AS blockers FROM pg_stat_activity
    WHERE wait_event_type = 'Lock' AND datname = current_database()`
  for (const role of findWaitingFor(pid, waiters)) parked.add(role)
}

async function untilParked(
  roles: readonly string[],
  parked: ReadonlySet<string>,
  look: () => Promise<void>,
): Promise<void> {
  const untilMs = performance.now() + holdMsMax
  while (performance.now() < untilMs && !roles.every(role => parked.has(role))) {
    await sleep(holdPollMs)
    await look()
  }
}
