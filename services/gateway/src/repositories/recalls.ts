import type { Database } from '@unefois/database'

/** Recalls without a receipt whose time was over before `at`. */
export async function countOverdueRecalls(sql: Database, at: Date): Promise<number> {
  const [row] = await sql<{ recalls: number }[]>`
    SELECT count(*)::int AS recalls FROM exchange.recall
    WHERE receipted_at IS NULL AND due_at < ${at}`
  return row?.recalls ?? 0
}
