import type { Database } from '@unefois/database'

/** A certificate of erasure as it was signed. */
export interface StoredCertificate {
  readonly position: number
  readonly madeAt: Date
  readonly document: string
  readonly keyId: string
  readonly signature: Buffer
}

/** Certificates after a position, in the order in which they were made. */
export async function listCertificates(
  sql: Database,
  after: number,
  max: number,
): Promise<StoredCertificate[]> {
  return sql<StoredCertificate[]>`
    SELECT position::int, made_at AS "madeAt", document, key_id AS "keyId", signature
    FROM audit.certificate WHERE position > ${after} ORDER BY position LIMIT ${max}`
}
