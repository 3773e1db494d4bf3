import type { Certificate } from '@unefois/contracts'
import type { Database } from '@unefois/database'

/** A certificate as it was signed, at its place in the list. */
export interface StoredCertificate {
  readonly position: number
  readonly certificate: Certificate
  readonly madeAt: Date
  readonly keyId: string
  readonly signature: Buffer
}

/** Certificates after a position, in the order in which they were made. */
export async function listCertificates(
  sql: Database,
  after: number,
  rowsMax: number,
): Promise<StoredCertificate[]> {
  const rows = await sql<
    { position: string; document: string; madeAt: Date; keyId: string; signature: Buffer }[]
  >`SELECT position, document, made_at AS "madeAt", key_id AS "keyId", signature
    FROM audit.certificate WHERE position > ${after} ORDER BY position LIMIT ${rowsMax}`
  return rows.map(({ position, document, ...row }) => ({
    ...row,
    position: Number(position),
    certificate: JSON.parse(document),
  }))
}

/**
 * How many there are, and how many erasures still wait for theirs. Beyond ten thousand the places
 * in the list say how many: a few of those may have stayed empty.
 */
export async function countCertificates(sql: Database): Promise<{ made: number; waiting: number }> {
  const [row] = await sql<{ made: number; waiting: number }[]>`
    SELECT (SELECT CASE WHEN few.n <= 10000 THEN few.n ELSE (SELECT
        (max(c.position) - min(c.position) + 1)::int FROM audit.certificate AS c) END
      FROM (SELECT count(*)::int AS n FROM (SELECT FROM audit.certificate LIMIT 10001) AS kept)
        AS few) AS made,
      (SELECT count(*)::int FROM audit.erasure_journal WHERE certified_at IS NULL) AS waiting`
  return row ?? { made: 0, waiting: 0 }
}
