import { proveInclusion } from '@unefois/audit-log'
import type { LogPredecessors } from '@unefois/contracts'
import type { AuditDeps } from '../deps.ts'
import { findPublished } from '../repositories/log-checkpoints.ts'
import { listSuccessions } from '../repositories/log-epochs.ts'
import { withTiles } from '../tiles.ts'

/**
 * After which logs the present one began, proven under its newest published checkpoint. Whoever
 * saved a checkpoint of an earlier one sees what became of it. Undefined before the first.
 */
export function readPredecessors({ sql }: Pick<AuditDeps, 'sql'>) {
  return async (): Promise<LogPredecessors | undefined> => {
    const published = await findPublished(sql)
    if (published === undefined) return undefined
    const { size } = published
    const entries = await listSuccessions(sql, size)
    const proofs = await withTiles(sql, size, read =>
      entries.map(({ index }) => proveInclusion(read, index, size)),
    )
    return {
      size,
      items: entries.map(({ nonces: [one, two], ...entry }, place) => ({
        ...entry,
        nonces: [one.toString('base64'), two.toString('base64')],
        proof: (proofs[place] ?? []).map(hash => hash.toString('base64')),
      })),
    }
  }
}
