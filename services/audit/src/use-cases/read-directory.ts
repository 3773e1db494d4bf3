import { proveInclusion } from '@unefois/audit-log'
import type { LogDirectory } from '@unefois/contracts'
import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { findPublishedAt } from '../repositories/log-checkpoints.ts'
import { listDirectoryEntries } from '../repositories/log-directory.ts'
import { withTiles } from '../tiles.ts'

/**
 * What the log says of an agency's own keys and agreements, each with the proof that leads to the
 * published checkpoint of `size`, which the agency's witness has cosigned: a page after an index.
 * @throws Problem 404 for a size that is not published.
 */
export function readDirectory({ sql }: Pick<AuditDeps, 'sql'>) {
  return async (
    agency: string,
    { size, after }: { size: number; after: number },
  ): Promise<LogDirectory> => {
    if ((await findPublishedAt(sql, size)) === undefined) throw problems['checkpoint-unknown']()
    const max = limits.directoryPageMax
    const entries = await listDirectoryEntries(sql, agency, { after, below: size, max })
    const proofs = await withTiles(sql, size, read =>
      entries.map(({ index }) => proveInclusion(read, index, size)),
    )
    return {
      size,
      entries: entries.map(({ index, first, detail, nonces: [one, two] }, place) => ({
        index,
        first,
        detail,
        nonces: [one.toString('base64'), two.toString('base64')],
        proof: (proofs[place] ?? []).map(hash => hash.toString('base64')),
      })),
    }
  }
}
