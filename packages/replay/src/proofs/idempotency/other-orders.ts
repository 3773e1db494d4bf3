import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@unefois/database'
import type { Counts } from '../../counts/counts.ts'
import type { Draft, Drafts, Post } from './poster.ts'

const rounds = 10
const keysEachRound = 80
/** Sessions report their statistics within a second; the counter is read after two. */
const statisticsMs = 2_000

/** What two gateways made of the same keys in opposite orders. */
export interface OtherOrders {
  readonly keys: number
  readonly posts: number
  readonly equalPairs: number
  readonly signals: number
  readonly deadlocks: number
  /** Two sessions that lock each other on purpose are counted: the counter can be believed. */
  readonly deadlockCounterWorks: boolean
}

/** Posts the same keys and bodies to both gateways at once, forwards and backwards. */
export async function postOtherOrders(
  counts: Counts,
  post: Post,
  drafts: Drafts,
): Promise<OtherOrders> {
  const before = await countDeadlocks(counts.hub)
  const ids = new Set<string>()
  let equalPairs = 0
  for (let round = 0; round < rounds; round += 1) {
    const keyed: [string, Draft][] = Array.from({ length: keysEachRound }, () => [
      randomUUID(),
      drafts.ordinary(),
    ])
    const forwards = keyed.map(([key, draft]) => post(draft, key, 0))
    const backwards = keyed.toReversed().map(([key, draft]) => post(draft, key, 1))
    const first = await Promise.all(forwards)
    const second = (await Promise.all(backwards)).reverse()
    for (const [index, answer] of first.entries()) {
      const same = answer.status === 202 && answer.text === second[index]?.text
      if (same) equalPairs += 1
      if (answer.id !== undefined) ids.add(answer.id)
    }
  }
  await sleep(statisticsMs)
  const deadlocks = (await countDeadlocks(counts.hub)) - before
  const [row] = await counts.hub<{ signals: number }[]>`
    SELECT count(*)::int AS signals FROM exchange.signal WHERE id = ANY (${[...ids]}::uuid[])`
  return {
    keys: rounds * keysEachRound,
    posts: rounds * keysEachRound * 2,
    equalPairs,
    signals: row?.signals ?? -1,
    deadlocks,
    deadlockCounterWorks: await deadlockOnPurpose(counts.hub),
  }
}

async function countDeadlocks(sql: Database): Promise<number> {
  const [row] = await sql<{ deadlocks: number }[]>`
    SELECT deadlocks::int AS deadlocks FROM pg_stat_database WHERE datname = current_database()`
  return row?.deadlocks ?? -1
}

async function deadlockOnPurpose(sql: Database): Promise<boolean> {
  const before = await countDeadlocks(sql)
  const cross = (first: number, second: number) =>
    sql.begin(async transaction => {
      await transaction`SELECT pg_advisory_xact_lock(7399, ${first})`
      await sleep(200)
      await transaction`SET LOCAL lock_timeout = 0`
      await transaction`SELECT pg_advisory_xact_lock(7399, ${second})`
    })
  const ends = await Promise.allSettled([cross(1, 2), cross(2, 1)])
  await sleep(statisticsMs)
  const counted = (await countDeadlocks(sql)) - before
  return counted === 1 && ends.filter(end => end.status === 'rejected').length === 1
}
