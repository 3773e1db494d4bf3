import type { Witnessed } from '@unefois/audit-log'
import { type Database, inTransaction } from '@unefois/database'
import { limits } from '../limits.ts'

/** The last state of a log that this desk's witness has cosigned. */
export async function findWitnessed(sql: Database, origin: string): Promise<Witnessed | undefined> {
  const [row] = await sql<{ size: string; root: Buffer }[]>`
    SELECT size, root FROM audit.witnessed WHERE origin = ${origin}`
  return row === undefined ? undefined : { size: Number(row.size), root: row.root }
}

/** The last that it has cosigned of any log: a hub's logs are numbered in their names. */
export async function findLastWitnessed(
  sql: Database,
): Promise<(Witnessed & { readonly origin: string; readonly at: Date | null }) | undefined> {
  const [row] = await sql<{ origin: string; size: string; root: Buffer; at: Date | null }[]>`
    SELECT origin, size, root, at FROM audit.witnessed
    ORDER BY length(origin) DESC, origin DESC LIMIT 1`
  return row === undefined ? undefined : { ...row, size: Number(row.size) }
}

/** The newest state of a log with no more leaves that it had cosigned before its last, if kept. */
export async function findWitnessedBefore(
  sql: Database,
  origin: string,
  sizeMost: number,
): Promise<Witnessed | undefined> {
  const [row] = await sql<{ size: string; root: Buffer }[]>`
    SELECT b.size, b.root FROM audit.witnessed AS w,
      unnest(w.earlier_sizes, w.earlier_roots) AS b(size, root)
    WHERE w.origin = ${origin} AND b.size <= ${sizeMost} ORDER BY b.size DESC LIMIT 1`
  return row === undefined ? undefined : { size: Number(row.size), root: row.root }
}

/**
 * Puts the next state in the place of the last one, when it still is that: of two at once, one
 * finds it changed. False then, and nothing may be signed. When the tree has grown, `at` is
 * noted, and what was the last stands with the earlier ones.
 */
export async function replaceWitnessed(
  sql: Database,
  origin: string,
  { last, next, at }: { last: Witnessed | undefined; next: Witnessed; at: Date },
): Promise<boolean> {
  const { cosignedKeptMax: kept } = limits
  return inTransaction(sql, { name: 'replace-witnessed' }, async transaction => {
    if (last === undefined) {
      const first = await transaction`
        INSERT INTO audit.witnessed (origin, size, root, at)
        VALUES (${origin}, ${next.size}, ${next.root}, ${at})
        ON CONFLICT DO NOTHING RETURNING origin`
      return first.count === 1
    }
    const replaced = await transaction`
      UPDATE audit.witnessed AS w SET size = ${next.size}, root = ${next.root},
        at = CASE WHEN w.at IS NULL OR w.size < ${next.size} THEN ${at} ELSE w.at END,
        earlier_sizes = CASE WHEN w.size < ${next.size}
          THEN (array_prepend(w.size, w.earlier_sizes))[1:${kept}::int] ELSE w.earlier_sizes END,
        earlier_roots = CASE WHEN w.size < ${next.size}
          THEN (array_prepend(w.root, w.earlier_roots))[1:${kept}::int] ELSE w.earlier_roots END
      WHERE origin = ${origin} AND size = ${last.size} AND root = ${last.root} RETURNING origin`
    return replaced.count === 1
  })
}
