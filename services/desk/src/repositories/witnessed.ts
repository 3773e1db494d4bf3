import type { Witnessed } from '@unefois/audit-log'
import { type Database, inTransaction } from '@unefois/database'

/** The last state of a log that this desk's witness has cosigned. */
export async function findWitnessed(sql: Database, origin: string): Promise<Witnessed | undefined> {
  const [row] = await sql<{ size: string; root: Buffer }[]>`
    SELECT size, root FROM audit.witnessed WHERE origin = ${origin}`
  return row === undefined ? undefined : { size: Number(row.size), root: row.root }
}

/** The last that it has cosigned of any log: a hub's logs are numbered in their names. */
export async function findLastWitnessed(
  sql: Database,
): Promise<(Witnessed & { readonly origin: string }) | undefined> {
  const [row] = await sql<{ origin: string; size: string; root: Buffer }[]>`
    SELECT origin, size, root FROM audit.witnessed
    ORDER BY length(origin) DESC, origin DESC LIMIT 1`
  return row === undefined ? undefined : { ...row, size: Number(row.size) }
}

/**
 * Puts the next state in the place of the last one, when it still is that: of two at once, one
 * finds it changed. False then, and nothing may be signed.
 */
export async function replaceWitnessed(
  sql: Database,
  origin: string,
  { last, next }: { last: Witnessed | undefined; next: Witnessed },
): Promise<boolean> {
  return inTransaction(sql, { name: 'replace-witnessed' }, async transaction => {
    if (last === undefined) {
      const first = await transaction`
        INSERT INTO audit.witnessed (origin, size, root)
        VALUES (${origin}, ${next.size}, ${next.root}) ON CONFLICT DO NOTHING RETURNING origin`
      return first.count === 1
    }
    const replaced = await transaction`
      UPDATE audit.witnessed SET size = ${next.size}, root = ${next.root}
      WHERE origin = ${origin} AND size = ${last.size} AND root = ${last.root} RETURNING origin`
    return replaced.count === 1
  })
}
