import type { Database } from '@unefois/database'
import type { Counts } from '../../counts/counts.ts'

/** Erasures of the last two days may still be undone by a key-encryption key: they wait. */
const waitMsMax = 48 * 3_600_000

/** Certificates, and entries of the journals older than two days that have none. */
export async function countCertificates(
  counts: Counts,
  desks: readonly string[],
  nowMs: number,
): Promise<{ made: number; without: number }> {
  const sum = { made: 0, without: 0 }
  const before = new Date(nowMs - waitMsMax)
  for (const sql of [counts.hub, ...desks.map(agency => counts.desk(agency))]) {
    const { made, without } = await countIn(sql, before)
    sum.made += made
    sum.without += without
  }
  return sum
}

async function countIn(sql: Database, before: Date): Promise<{ made: number; without: number }> {
  const [row] = await sql<{ made: number; without: number }[]>`
    SELECT (SELECT count(*)::int FROM audit.certificate) AS made,
      (SELECT count(*)::int FROM audit.erasure_journal AS j
        WHERE j.at < ${before}
          AND NOT EXISTS (SELECT FROM audit.certificate AS c WHERE c.id = j.id)) AS without`
  if (row === undefined) throw new Error('an aggregate always answers one row')
  return row
}

/**
 * Signals whose data the hub no longer has and that nothing accounts for: neither a trace that the
 * receiver has them (which is their certificate) nor an entry of the journal. Void ones never left.
 */
export async function countUnaccounted({ hub }: Counts): Promise<number> {
  const [row] = await hub<{ signals: number }[]>`
    SELECT count(*)::int AS signals FROM exchange.signal AS s
    WHERE NOT EXISTS (SELECT FROM exchange.data_key AS k WHERE k.signal_id = s.id)
      AND NOT EXISTS (SELECT FROM audit.event AS e
        WHERE e.signal_id = s.id AND e.operation = 'case-received')
      AND NOT EXISTS (SELECT FROM audit.erasure_journal AS j
        WHERE j.class = 'signal-data' AND s.id = ANY (j.signal_ids))`
  return row?.signals ?? -1
}
