import type { AuditDeps } from '../deps.ts'
import { problems } from '../errors.ts'
import { limits } from '../limits.ts'
import { countOpenFlags, findFlag, listFlags, type StoredFlag } from '../repositories/flags.ts'

/** A page of flags, newest first; `viewer` null is the hub's officer. */
export function readFlags(deps: Pick<AuditDeps, 'sql'>) {
  return async (wanted: {
    readonly viewer: string | null
    readonly open: boolean
    readonly before?: string | undefined
  }): Promise<{ items: readonly StoredFlag[]; next: string | undefined }> => {
    const rowsMax = limits.flagsPerPageMax
    const items = await listFlags(deps.sql, { ...wanted, rowsMax: rowsMax + 1 })
    const shown = items.slice(0, rowsMax)
    return { items: shown, next: items.length > rowsMax ? shown.at(-1)?.id : undefined }
  }
}

/** One flag. @throws Problem 404 for what is not there, or not the viewer's to see. */
export function readFlag(deps: Pick<AuditDeps, 'sql'>) {
  return async (viewer: string | null, id: string): Promise<StoredFlag> => {
    const flag = await findFlag(deps.sql, viewer, id)
    if (flag === undefined) throw problems['flag-unknown']()
    return flag
  }
}

/** How many flags nobody has looked into. */
export function countFlags(deps: Pick<AuditDeps, 'sql'>) {
  return (viewer: string | null): Promise<number> => countOpenFlags(deps.sql, viewer)
}
