import { type Edge, type GrownTile, hashBytes, tileWidth } from '@unefois/audit-log'
import { bytes, type Database, type Transaction } from '@unefois/database'

/** How far the tree has grown. */
export interface TreeState {
  readonly size: number
  readonly root: Buffer
}

/** The one writer's lock, until the transaction ends. */
export async function lockLog(transaction: Transaction): Promise<void> {
  await transaction`SELECT pg_advisory_xact_lock(7310010)`
}

/** The tree as it was committed last. */
export async function getState(sql: Database | Transaction): Promise<TreeState> {
  const [row] = await sql<{ size: string; root: Buffer }[]>`SELECT size, root FROM audit.log_state`
  if (row === undefined) throw new Error('the log has a state')
  return { size: Number(row.size), root: row.root }
}

/** The tree has grown. */
export async function setState(transaction: Transaction, { size, root }: TreeState): Promise<void> {
  await transaction`UPDATE audit.log_state SET size = ${size}, root = ${root}`
}

/** The last tile of each level of a tree of this size. */
export async function readEdge(sql: Database | Transaction, size: number): Promise<Edge> {
  const levels: Buffer[] = []
  for (let hashes = size; hashes > 0; hashes = Math.floor(hashes / tileWidth)) {
    const width = hashes % tileWidth
    const index = Math.floor(hashes / tileWidth)
    const tile = width === 0 ? undefined : await findTile(sql, levels.length, index)
    levels.push((tile ?? Buffer.alloc(0)).subarray(0, width * hashBytes))
  }
  return { size, levels }
}

/** The hashes of a tile, as far as it is filled. */
export async function findTile(
  sql: Database | Transaction,
  level: number,
  index: number,
): Promise<Buffer | undefined> {
  const [row] = await sql<{ hashes: Buffer }[]>`
    SELECT hashes FROM audit.log_tile WHERE level = ${level} AND tile = ${index}`
  return row?.hashes
}

/** The entries of a bundle, as tlog-tiles spells them, as far as it is filled. */
export async function findBundle(
  sql: Database | Transaction,
  index: number,
): Promise<Buffer | undefined> {
  const [row] = await sql<{ entries: Buffer }[]>`
    SELECT entries FROM audit.log_bundle WHERE tile = ${index}`
  return row?.entries
}

/** Writes tiles over what they have grown from. */
export async function putTiles(
  transaction: Transaction,
  tiles: readonly GrownTile[],
): Promise<void> {
  await transaction`
    INSERT INTO audit.log_tile AS t (level, tile, hashes)
    SELECT * FROM unnest(${tiles.map(each => each.level)}::smallint[],
      ${tiles.map(each => each.index)}::bigint[], ${bytes(
        transaction,
        tiles.map(each => each.hashes),
      )}::bytea[])
    ON CONFLICT (level, tile) DO UPDATE SET hashes = excluded.hashes`
}

/** Writes bundles over what they have grown from. */
export async function putBundles(
  transaction: Transaction,
  bundles: readonly { readonly index: number; readonly entries: Buffer }[],
): Promise<void> {
  await transaction`
    INSERT INTO audit.log_bundle AS b (tile, entries)
    SELECT * FROM unnest(${bundles.map(each => each.index)}::bigint[], ${bytes(
      transaction,
      bundles.map(each => each.entries),
    )}::bytea[])
    ON CONFLICT (tile) DO UPDATE SET entries = excluded.entries`
}
