import { formatAddCheckpoint, proveConsistency } from '@unefois/audit-log'
import type { AuditDeps } from '../deps.ts'
import { findPublished } from '../repositories/log-checkpoints.ts'
import { listCosignatures } from '../repositories/log-witnesses.ts'
import { withTiles } from '../tiles.ts'

/**
 * What the log asks of an agency's witness, as C2SP tlog-witness has it: the newest published
 * checkpoint, and that it only adds to the `old` one. Undefined when there is nothing new to say:
 * the witness has cosigned it, or nothing is published.
 *
 * The witness comes for it, and is never called: an agency's node answers nobody from outside.
 */
export function askWitness({ sql }: Pick<AuditDeps, 'sql'>) {
  return async (agency: string, old: number): Promise<string | undefined> => {
    const published = await findPublished(sql)
    if (published === undefined) return undefined
    const { size, note } = published
    const cosigned = await listCosignatures(sql, size)
    if (old === size && cosigned.some(each => each.agency === agency)) return undefined
    // A witness that has seen more than there is must hear what there is, and refuse it.
    const proof =
      old < size ? await withTiles(sql, size, read => proveConsistency(read, old, size)) : []
    return formatAddCheckpoint({ oldSize: old, proof, checkpoint: note })
  }
}
