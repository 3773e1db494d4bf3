import type { Database } from '@unefois/database'

/** What the lines left: as many of each as were sent, or the bench measured something else. */
export async function countLines(sql: Database, sent: number) {
  const [row] = await sql<Record<'lines' | 'signals' | 'keys' | 'outbox' | 'traces', number>[]>`
    WITH line AS MATERIALIZED (SELECT unnest(signal_ids) AS id FROM exchange.batch_lines)
    SELECT (SELECT sum(last_line - first_line + 1)::int FROM exchange.batch_lines) AS lines,
      count(*)::int AS signals, count(k.signal_id)::int AS keys, count(o.signal_id)::int AS outbox,
      (SELECT count(*)::int FROM audit.event AS e WHERE e.operation = 'signal-accept' AND EXISTS (
        SELECT FROM line WHERE line.id = e.signal_id)) AS traces
    FROM line JOIN exchange.signal AS s ON s.id = line.id
      LEFT JOIN exchange.data_key AS k ON k.signal_id = line.id
      LEFT JOIN exchange.outbox AS o ON o.signal_id = line.id`
  if (row === undefined) throw new Error('an aggregate always answers one row')
  return { sent, ...row, allEqual: Object.values(row).every(count => count === sent) }
}

/** Waits until the relay has published all that may be. Answers how long it took. */
export async function untilRelayed(sql: Database): Promise<number> {
  const startedMs = performance.now()
  for (;;) {
    const [row] = await sql`SELECT 1 FROM exchange.outbox
      WHERE published_at IS NULL AND NOT void LIMIT 1`
    if (row === undefined) return performance.now() - startedMs
    await new Promise(resolve => setTimeout(resolve, 50))
  }
}
