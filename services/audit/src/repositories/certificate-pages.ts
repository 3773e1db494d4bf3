import type { Certificate } from '@unefois/contracts'
import type { Database } from '@unefois/database'

/** A certificate as a list shows it. */
export interface CertificateLine {
  readonly position: number
  readonly madeAt: Date
  readonly erasedAt: string
  readonly owner: Certificate['owner']
  readonly class: Certificate['class']
  readonly reason: Certificate['reason']
  readonly count: number
}

/** Certificates before a place, newest first. */
export async function listNewest(
  sql: Database,
  before: number | undefined,
  rowsMax: number,
): Promise<CertificateLine[]> {
  return sql<CertificateLine[]>`
    SELECT c.position::float8 AS position, c.made_at AS "madeAt",
      c.document::json ->> 'erasedAt' AS "erasedAt", c.document::json ->> 'owner' AS owner,
      c.document::json ->> 'class' AS class, c.document::json ->> 'reason' AS reason,
      (c.document::json ->> 'count')::float8 AS count
    FROM audit.certificate AS c
    WHERE ${before ?? null}::bigint IS NULL OR c.position < ${before ?? null}
    ORDER BY c.position DESC LIMIT ${rowsMax}`
}
