import type { ObjectionReceipt } from '@unefois/contracts'
import type { ConsentDeps } from '../deps.ts'
import { toReceipt } from '../domain/receipt.ts'
import { problems } from '../errors.ts'
import { findLodged, type ObjectionKind } from '../repositories/objections.ts'

/**
 * The receipt again, for the agency that lodged it.
 * @throws Problem 404 for another's, and for what was taken back or has lapsed.
 */
export function readReceipt(deps: Pick<ConsentDeps, 'sql' | 'nowMs'>) {
  return async (wanted: {
    agency: string
    kind: ObjectionKind
    id: string
  }): Promise<ObjectionReceipt> => {
    const lodged = await findLodged(deps.sql, { ...wanted, at: new Date(deps.nowMs()) })
    if (lodged === undefined) throw problems['objection-unknown']()
    return toReceipt(lodged)
  }
}
