import type { ObjectionReceiptV2 } from '@unefois/contracts'
import type { ConsentDeps } from '../deps.ts'
import { toReceipt } from '../domain/receipt.ts'
import { problems } from '../errors.ts'
import { findLodged, type ObjectionKind } from '../repositories/objections.ts'
import { setAsideIn } from './check-scope.ts'

/**
 * The receipt again, for the agency that lodged it.
 * @throws Problem 404 for another's, and for what was taken back or has lapsed.
 */
export function readReceipt(deps: Pick<ConsentDeps, 'sql' | 'nowMs' | 'directory'>) {
  return async (wanted: {
    agency: string
    kind: ObjectionKind
    id: string
  }): Promise<ObjectionReceiptV2> => {
    const lodged = await findLodged(deps.sql, { ...wanted, at: new Date(deps.nowMs()) })
    if (lodged === undefined) throw problems['objection-unknown']()
    const { right, agency } = lodged
    const scope = { ...(right === null ? {} : { right }), ...(agency === null ? {} : { agency }) }
    return toReceipt({ ...lodged, setAside: setAsideIn(deps, scope) })
  }
}
