import { parseCheckpoint, parseNote } from '@unefois/audit-log'
import type { Certificate, CertificateV2 } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'
import type { LogPlace } from '@unefois/erasure-journal'

/** A certificate as it was signed, at its place in the list. */
export interface StoredCertificate {
  readonly position: number
  readonly certificate: Certificate | CertificateV2
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

/** Where the log says that these were erased, each under the first published checkpoint over it. */
export async function findErasurePlaces(
  transaction: Transaction,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LogPlace>> {
  const rows = await transaction<
    { id: string; log_index: string; size: string; root: Buffer; note: string }[]
  >`SELECT * FROM audit.places_of_erasures(${[...ids]}::uuid[])`
  return new Map(
    rows.map(({ id, log_index: index, size, root, note }) => {
      const { origin } = parseCheckpoint(parseNote(Buffer.from(note)).text)
      const place = { size: Number(size), root: root.toString('base64'), index: Number(index) }
      return [id, { origin, ...place }]
    }),
  )
}
