import type { Database } from '@unefois/database'

/** What the accepted signals left: as many of each, or the bench measured something else. */
export async function countRows(sql: Database) {
  const [row] = await sql<
    { signals: number; keys: number; outbox: number; traces: number; answers: number }[]
  >`
    SELECT (SELECT count(*)::int FROM exchange.signal) AS signals,
      (SELECT count(*)::int FROM exchange.data_key) AS keys,
      (SELECT count(*)::int FROM exchange.outbox) AS outbox,
      (SELECT count(*)::int FROM audit.event WHERE operation = 'signal-accept') AS traces,
      (SELECT count(*)::int FROM exchange.idempotency) AS answers`
  if (row === undefined) throw new Error('an aggregate always answers one row')
  const allEqual = row.signals > 0 && Object.values(row).every(count => count === row.signals)
  return { ...row, allEqual }
}
