import type { Checkpoint } from '@unefois/audit-log'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { putEpoch } from '../repositories/log-epochs.ts'
import { getState, lockLog } from '../repositories/log-tree.ts'
import { appendTraces } from '../repositories/traces.ts'

/**
 * Begins the next log over the tree that is here. Its first act names the last checkpoint of the
 * one before and how many of its leaves are kept: whoever watched that one can see what is lost.
 */
export async function succeedLog(
  deps: Pick<AuditDeps, 'sql' | 'nowMs' | 'newId' | 'clientId' | 'logKey'>,
  next: {
    readonly epoch: number
    readonly predecessor: { readonly note: string; readonly checkpoint: Checkpoint }
  },
): Promise<void> {
  const { epoch, predecessor } = next
  const { origin, size, root } = predecessor.checkpoint
  const at = new Date(deps.nowMs())
  await inTransaction(deps.sql, { name: 'succeed-log' }, async transaction => {
    await lockLog(transaction)
    const kept = (await getState(transaction)).size
    await putEpoch(transaction, { epoch, size: kept, begunAt: at, predecessor: predecessor.note })
    const detail = {
      successor: deps.logKey.verifier.name,
      origin,
      size,
      root: root.toString('base64'),
      kept,
    }
    await appendTraces(transaction, [
      {
        id: deps.newId(at.getTime()),
        at,
        actor: deps.clientId,
        agency: 'hub',
        operation: 'log-succeed',
        purpose: 'directory-keeping',
        detail,
      },
    ])
  })
}
