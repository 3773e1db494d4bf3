import type { AccessPart, AccessPartList } from '@unefois/contracts'
import { inTransaction } from '@unefois/database'
import type { AuditDeps } from '../deps.ts'
import { toPart } from '../domain/to-part.ts'
import { limits } from '../limits.ts'
import { listParts } from '../repositories/access-parts.ts'
import { type Reader, traceReads } from '../trace-reads.ts'

type PartReader = Reader & { readonly isHub: boolean }

/** A part as it is shown, and how many signals it has beside those shown. */
export interface PartSeen {
  readonly part: AccessPart
  readonly unseen: number
}

/** Parts, and where the next ones begin; undefined at the end. */
type PartsPage = { readonly items: readonly PartSeen[]; readonly next: number | undefined }

/**
 * What agencies are asked for: the hub's officer sees all, without signals; an agency's sees its
 * own. Each signal that is shown is traced, and a look that shows none as well.
 */
export function readParts(deps: AuditDeps) {
  return async (caller: PartReader): Promise<AccessPartList> => {
    const whole = { from: 0, rowsMax: limits.partsListedMax, signalsMax: Number.POSITIVE_INFINITY }
    const { items } = await read(deps, caller, whole)
    return { items: items.map(({ part }) => part) }
  }
}

/** The same by pages of the console: as many parts as fit one, and of one part as many signals. */
export function readPartsPage(deps: AuditDeps) {
  return (caller: PartReader, from: number): Promise<PartsPage> => {
    const page = { rowsMax: limits.partsPerPage, signalsMax: limits.partSignalsPerPage }
    return read(deps, caller, { from, ...page })
  }
}

function read(
  deps: AuditDeps,
  caller: PartReader,
  wanted: { readonly from: number; readonly rowsMax: number; readonly signalsMax: number },
): Promise<PartsPage> {
  const { from, rowsMax, signalsMax } = wanted
  return inTransaction(deps.sql, { name: 'access-parts' }, async transaction => {
    const at = new Date(deps.nowMs())
    const agency = caller.isHub ? undefined : caller.agency
    const stored = await listParts(transaction, { agency, from, rowsMax: rowsMax + 1 })
    const parts = stored.map(part => toPart(part, { agency: caller.agency, at }))
    const items = fitting(parts.slice(0, rowsMax), signalsMax).map(each => cut(each, signalsMax))
    const signalIds = items.flatMap(({ part }) => part.signalIds ?? [])
    await traceReads(deps, transaction, { caller, operation: 'access-part-read', signalIds })
    return { items, next: items.length < parts.length ? from + items.length : undefined }
  })
}

/** The first parts that have no more signals together than fit; one always does. */
function fitting(parts: readonly AccessPart[], signalsMax: number): readonly AccessPart[] {
  let signals = 0
  const end = parts.findIndex(({ signalIds = [] }, at) => {
    signals += signalIds.length
    return at > 0 && signals > signalsMax
  })
  return end === -1 ? parts : parts.slice(0, end)
}

function cut(part: AccessPart, signalsMax: number): PartSeen {
  const [first, ...rest] = part.signalIds ?? []
  if (first === undefined) return { part, unseen: 0 }
  const signalIds: AccessPart['signalIds'] = [first, ...rest.slice(0, signalsMax - 1)]
  return { part: { ...part, signalIds }, unseen: 1 + rest.length - signalIds.length }
}
