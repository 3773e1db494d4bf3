import type { Counts } from '../../counts/counts.ts'
import { loadDesks } from '../load/agreements.ts'
import type { AcceptedPost } from '../load/signal-load.ts'

/** What the hub still owes: keys not forgotten, recalls without a receipt. */
export async function countOwed(counts: Counts): Promise<{ signals: number; recalls: number }> {
  const [row] = await counts.hub<{ signals: number; recalls: number }[]>`
    SELECT (SELECT count(*)::int FROM exchange.data_key) AS signals,
      (SELECT count(*)::int FROM exchange.recall WHERE receipted_at IS NULL) AS recalls`
  return row ?? { signals: -1, recalls: -1 }
}

/** What the bus has taken and no desk has, and what it has not taken yet. */
export async function countRelayed(
  counts: Counts,
): Promise<{ signals: number; recalls: number; notRelayed: number }> {
  const [row] = await counts.hub<{ signals: number; recalls: number; notRelayed: number }[]>`
    SELECT (SELECT count(*)::int FROM exchange.outbox WHERE published_at IS NOT NULL) AS signals,
      (SELECT count(*)::int FROM exchange.recall
        WHERE published_at IS NOT NULL AND receipted_at IS NULL) AS recalls,
      (SELECT count(*)::int FROM exchange.outbox WHERE published_at IS NULL)
        + (SELECT count(*)::int FROM exchange.recall WHERE published_at IS NULL) AS "notRelayed"`
  return row ?? { signals: -1, recalls: -1, notRelayed: -1 }
}

interface HubSignal {
  readonly id: string
  /** Null without a recall: the receiver never could open the signal. */
  readonly receipted: boolean | null
  readonly receptions: number
}

/** Compares, signal by signal, what was accepted and withdrawn with what hub and desks hold. */
export async function compareSignals(
  counts: Counts,
  accepted: readonly AcceptedPost[],
  withdrawn: ReadonlySet<string>,
) {
  const hub = await readHub(counts)
  const desks = await readDesks(counts)
  const found = { missing: 0, doubled: 0, notErased: 0, withoutReceipt: 0, recalled: 0 }
  for (const { id } of accepted) {
    const signal = hub.get(id)
    const isLive = desks.live.has(id)
    if (signal === undefined) found.missing += 1
    else if (withdrawn.has(id)) {
      if (signal.receipted !== null) found.recalled += 1
      if (isLive || (signal.receipted !== null && !desks.buried.has(id))) found.notErased += 1
      if (signal.receipted === false) found.withoutReceipt += 1
    } else if (!isLive) found.missing += 1
    else if (signal.receptions !== 1) found.doubled += 1
  }
  const surplus = desks.cases - new Set([...desks.live, ...desks.erased]).size
  const uncalledFor = hub.size - accepted.length
  return {
    signals: hub.size,
    withdrawn: withdrawn.size,
    ...found,
    doubled: found.doubled + surplus + uncalledFor,
  }
}

async function readHub(counts: Counts): Promise<Map<string, HubSignal>> {
  const rows = await counts.hub<HubSignal[]>`
    SELECT s.id,
      CASE WHEN r.id IS NOT NULL THEN r.receipted_at IS NOT NULL END AS receipted,
      (SELECT count(*)::int FROM exchange.case_event AS e
        WHERE e.signal_id = s.id AND e.type = 'received') AS receptions
    FROM exchange.signal AS s LEFT JOIN exchange.recall AS r ON r.signal_id = s.id`
  return new Map(rows.map(row => [row.id, row]))
}

async function readDesks(counts: Counts) {
  const desks = { live: new Set<string>(), erased: new Set<string>(), buried: new Set<string>() }
  let cases = 0
  for (const agency of loadDesks) {
    const sql = counts.desk(agency)
    const rows = await sql<{ id: string; erased: boolean }[]>`
      SELECT id, erased_at IS NOT NULL AS erased FROM desk.cases`
    cases += rows.length
    for (const row of rows) (row.erased ? desks.erased : desks.live).add(row.id)
    const tombstones = await sql<{ id: string }[]>`SELECT signal_id AS id FROM desk.tombstone`
    for (const row of tombstones) desks.buried.add(row.id)
  }
  return { ...desks, cases }
}
