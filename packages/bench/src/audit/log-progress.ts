import { setTimeout as sleep } from 'node:timers/promises'
import type { Database } from '@unefois/database'
import { drainMsMax, pollMs } from './limits.ts'

/** Waits until only publications have something to number or sign. @throws when it takes long. */
export async function untilSigned(sql: Database): Promise<void> {
  const untilMs = performance.now() + drainMsMax
  for (;;) {
    const [row] = await sql<{ isDone: boolean }[]>`
      SELECT NOT EXISTS (SELECT FROM audit.log_queue WHERE kind <> 'directory') AND NOT EXISTS (
        SELECT FROM audit.log_checkpoint WHERE note IS NULL) AS "isDone"`
    if (row?.isDone) return
    if (performance.now() > untilMs) throw new Error('the log’s writer does not come to an end')
    await sleep(pollMs)
  }
}

/** Acts but those that wait for a publication, and those that a signed checkpoint is over. */
export async function countLeaves(sql: Database) {
  const [row] = await sql<{ acts: number; leaves: number; signed: number }[]>`
    SELECT (SELECT count(*)::int FROM audit.event) - (SELECT
        coalesce(sum(cardinality(ids)), 0)::int FROM audit.log_queue WHERE kind = 'directory')
        AS acts,
      (SELECT count(*)::int FROM audit.opening) AS leaves,
      (SELECT count(*)::int FROM audit.opening WHERE log_index <
        (SELECT max(size) FROM audit.log_checkpoint WHERE note IS NOT NULL)) AS signed`
  if (row === undefined) throw new Error('an aggregate always answers one row')
  return { ...row, allEqual: row.acts > 0 && row.leaves === row.acts && row.signed === row.acts }
}

/**
 * Milliseconds from the commit of an accept to the commit of the signature of the first checkpoint
 * over its leaf, by the server's own clock.
 */
export async function checkpointLatencies(sql: Database, since: Date): Promise<number[]> {
  const rows = await sql<{ ms: number }[]>`
    SELECT extract(epoch FROM pg_xact_commit_timestamp(c.signed_by)
      - pg_xact_commit_timestamp(e.xmin))::float8 * 1000 AS ms
    FROM audit.opening AS o JOIN audit.event AS e USING (id)
    CROSS JOIN LATERAL (SELECT l.xmin AS signed_by FROM audit.log_checkpoint AS l
      WHERE l.size > o.log_index ORDER BY l.size LIMIT 1) AS c
    WHERE e.operation = 'signal-accept' AND e.at >= ${since}`
  return rows.map(({ ms }) => ms)
}
