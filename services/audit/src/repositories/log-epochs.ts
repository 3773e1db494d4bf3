import type { LogPredecessors } from '@unefois/contracts'
import type { Database, Transaction } from '@unefois/database'

/** One of the logs that this hub has kept, one after another. */
export interface LogEpoch {
  readonly epoch: number
  /** Leaves that it took over; what it publishes is more. */
  readonly size: number
  readonly begunAt: Date | null
  /** The last checkpoint of the log before; null for the first. */
  readonly predecessor: string | null
}

/** Every log, oldest first; the last one is kept now. */
export async function listEpochs(sql: Database | Transaction): Promise<LogEpoch[]> {
  const rows = await sql<(Omit<LogEpoch, 'size'> & { size: string })[]>`
    SELECT epoch, size, begun_at AS "begunAt", predecessor FROM audit.log_epoch ORDER BY epoch`
  return rows.map(row => ({ ...row, size: Number(row.size) }))
}

/** A log begins after another. */
export async function putEpoch(
  transaction: Transaction,
  { epoch, size, begunAt, predecessor }: LogEpoch,
): Promise<void> {
  await transaction`
    INSERT INTO audit.log_epoch (epoch, size, begun_at, predecessor)
    VALUES (${epoch}, ${size}, ${begunAt}, ${predecessor})`
}

type Item = LogPredecessors['items'][number]

/** An act by which a log began, with the nonces that open its leaf. */
export interface Succession extends Pick<Item, 'index' | 'first' | 'detail'> {
  readonly nonces: readonly [Buffer, Buffer]
}

interface SuccessionRow extends Omit<Item['first'], 'kind'> {
  readonly log_index: string
  readonly detail: Item['detail']
  readonly nonce_1: Buffer
  readonly nonce_2: Buffer
}

/** Every beginning of a log after another, of the leaves before an index. */
export async function listSuccessions(sql: Database, below: number): Promise<Succession[]> {
  const rows = await sql<SuccessionRow[]>`SELECT * FROM audit.successions(${below})`
  return rows.map(({ log_index: index, detail, nonce_1: one, nonce_2: two, ...act }) => ({
    index: Number(index),
    first: { kind: 'act', ...act },
    detail,
    nonces: [one, two],
  }))
}
