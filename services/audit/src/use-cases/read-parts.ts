import type { AccessPartList } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { toPart } from '../domain/to-part.ts'
import { limits } from '../limits.ts'
import { listParts } from '../repositories/access-parts.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

/**
 * What agencies are asked for: the hub's officer sees all, without signals; an agency's sees its
 * own. Each signal that is shown is traced, and a look that shows none as well.
 */
export function readParts(deps: AuditDeps) {
  return (caller: Reader & { readonly isHub: boolean }): Promise<AccessPartList> =>
    inTransaction(deps.sql, { name: 'access-parts' }, async transaction => {
      const at = new Date(deps.nowMs())
      const agency = caller.isHub ? undefined : caller.agency
      const stored = await listParts(transaction, { agency, rowsMax: limits.partsListedMax })
      const items = stored.map(part => toPart(part, { agency: caller.agency, at }))
      const signalIds = items.flatMap(item => item.signalIds ?? [])
      await traceReads(deps, transaction, { caller, operation: 'access-part-read', signalIds })
      return { items }
    })
}
