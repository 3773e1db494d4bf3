import { formatLogProof, proveInclusion } from '@unefois/audit-log'
import { proofName } from '@unefois/evidence'
import type { AuditDeps } from '../deps.ts'
import { readEntries } from '../log-entries.ts'
import { findPublished } from '../repositories/log-checkpoints.ts'
import { listCosignatures, listWitnesses } from '../repositories/log-witnesses.ts'
import { withTiles } from '../tiles.ts'
import { quorumOf, readPolicy } from './read-log.ts'

/** What makes leaves believable to somebody who has no line to the hub. */
export interface PublishedProofs {
  readonly policy: string
  /** Of the newest checkpoint with its quorum; 0 while there is none. */
  readonly size: number
  /** One for each leaf below that size. */
  readonly proofs: readonly { readonly name: string; readonly text: string }[]
}

type LogDeps = Pick<AuditDeps, 'sql' | 'logKey'>

/**
 * Proofs of these leaves under the newest checkpoint that a quorum has cosigned. Their extra data
 * are the entries: both commitments, as the log has them.
 */
export async function readPublished(
  { sql, logKey }: LogDeps,
  indexes: readonly number[],
): Promise<PublishedProofs> {
  const policy = await readPolicy({ sql, logKey })()
  const quorum = quorumOf((await listWitnesses(sql)).length)
  const published = await findPublished(sql, { quorum })
  if (published === undefined) return { policy, size: 0, proofs: [] }
  const { note, size } = published
  const cosigned = await listCosignatures(sql, size)
  const checkpoint = note + cosigned.map(({ signature }) => `${signature}\n`).join('')
  const within = indexes.filter(index => index < size).toSorted((a, b) => a - b)
  const entries = await readEntries(sql, within)
  const paths = await withTiles(sql, size, read =>
    within.map(index => proveInclusion(read, index, size)),
  )
  const proofs = within.map((index, place) => {
    const extra = entries.get(index)
    const hashes = paths[place]
    if (extra === undefined || hashes === undefined) throw new Error('a leaf has its entry')
    return { name: proofName(index), text: formatLogProof({ extra, index, hashes, checkpoint }) }
  })
  return { policy, size, proofs }
}
