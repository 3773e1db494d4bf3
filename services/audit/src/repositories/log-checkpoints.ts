import { type Database, inTransaction, type Transaction } from '@unefois/database'

/** What is to be signed, or was. */
export interface CheckpointRow {
  readonly size: number
  readonly root: Buffer
  readonly publishedAt: Date | null
  readonly note: string | null
}

/** A state of the tree that is about to be signed; `pads` when it leaves the audit zone. */
export interface NewCheckpoint {
  readonly size: number
  readonly root: Buffer
  readonly at: Date
  readonly published?: { readonly pads: number; readonly padSeed: Buffer | null }
}

/**
 * Notes what will be signed, in the transaction that grows the tree. What was signed as internal
 * and is published now is signed again, to the same bytes: what leaves is first written down.
 */
export async function putCheckpoint(
  transaction: Transaction,
  { size, root, at, published }: NewCheckpoint,
): Promise<void> {
  await transaction`
    INSERT INTO audit.log_checkpoint AS c (size, root, at, published_at, pads, pad_seed)
    VALUES (${size}, ${root}, ${at}, ${published === undefined ? null : at},
      ${published?.pads ?? 0}, ${published?.padSeed ?? null})
    ON CONFLICT (size) DO UPDATE SET published_at = coalesce(c.published_at, excluded.published_at),
      note = CASE WHEN c.published_at IS NULL AND excluded.published_at IS NOT NULL THEN NULL
        ELSE c.note END`
}

/** How far the tree was published, signed or not; -1 before the first time. */
export async function findPublishedSize(transaction: Transaction): Promise<number> {
  const [row] = await transaction<{ size: string | null }[]>`
    SELECT max(size) AS size FROM audit.log_checkpoint WHERE published_at IS NOT NULL`
  return Number(row?.size ?? -1)
}

/** Those that stand committed without a note, in order. */
export async function listUnsigned(sql: Database): Promise<CheckpointRow[]> {
  const rows = await sql<(Omit<CheckpointRow, 'size'> & { size: string })[]>`
    SELECT size, root, published_at AS "publishedAt", note FROM audit.log_checkpoint
    WHERE note IS NULL ORDER BY size`
  return rows.map(row => ({ ...row, size: Number(row.size) }))
}

/**
 * The notes of what was signed. Their commit does not wait for the disk, for which accepts wait,
 * too: what is signed stands there already, and a note that a crash of the server loses is made
 * again as the same bytes.
 */
export async function keepNotes(
  sql: Database,
  signed: readonly { readonly size: number; readonly note: string }[],
): Promise<void> {
  await inTransaction(sql, { name: 'keep-notes' }, async transaction => {
    await transaction`SELECT set_config('synchronous_commit', 'off', true)`
    await transaction`
      UPDATE audit.log_checkpoint AS c SET note = s.note
      FROM unnest(${signed.map(({ size }) => size)}::bigint[],
        ${signed.map(({ note }) => note)}::text[]) AS s(size, note)
      WHERE c.size = s.size AND c.note IS NULL`
  })
}

/** A checkpoint that has left the audit zone. */
export interface PublishedCheckpoint {
  readonly size: number
  readonly root: Buffer
  readonly publishedAt: Date
  readonly note: string
}

/**
 * The newest of the log that is kept now that is published and signed; with `quorum`, that so many
 * witnesses cosigned.
 */
export async function findPublished(
  sql: Database,
  { quorum = 0 }: { quorum?: number } = {},
): Promise<PublishedCheckpoint | undefined> {
  const [row] = await sql<(Omit<PublishedCheckpoint, 'size'> & { size: string })[]>`
    SELECT size, root, published_at AS "publishedAt", note FROM audit.log_checkpoint AS c
    WHERE published_at IS NOT NULL AND note IS NOT NULL
      AND c.size > (SELECT max(e.size) FROM audit.log_epoch AS e) AND (${quorum} = 0 OR ${quorum} <=
      (SELECT count(*) FROM audit.cosignature AS s WHERE s.size = c.size))
    ORDER BY c.size DESC LIMIT 1`
  return row === undefined ? undefined : { ...row, size: Number(row.size) }
}

/** The published and signed one of a size. */
export async function findPublishedAt(
  sql: Database,
  size: number,
): Promise<Pick<PublishedCheckpoint, 'note'> | undefined> {
  const [row] = await sql<{ note: string }[]>`
    SELECT note FROM audit.log_checkpoint
    WHERE size = ${size} AND published_at IS NOT NULL AND note IS NOT NULL`
  return row
}

/** Internal ones are of use until the next published one has been cosigned: days suffice. */
export async function deleteInternal(transaction: Transaction, before: Date): Promise<number> {
  const gone = await transaction`
    DELETE FROM audit.log_checkpoint AS c
    WHERE c.published_at IS NULL AND c.note IS NOT NULL AND c.at < ${before}
      AND c.size < (SELECT size FROM audit.log_state)`
  return gone.count
}
