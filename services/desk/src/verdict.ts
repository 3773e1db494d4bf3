import { isRowFault, isUnavailable, sqlState } from '@unefois/database'

const uniqueViolation = '23505'

/**
 * What becomes of one message: `taken` is acknowledged, `later` comes again, `quarantine` is
 * recorded without its content and never comes again.
 */
export type Verdict =
  | { readonly settle: 'taken' }
  | { readonly settle: 'later'; readonly cause: string; readonly delayMs?: number }
  | { readonly settle: 'quarantine'; readonly reason: string }

export const taken: Verdict = { settle: 'taken' }

/**
 * Stores many in one transaction. When the database refuses, each is tried alone, so that a bad row
 * harms only itself; when it cannot be reached, all come again.
 */
export async function storeTogether<T>(
  items: readonly T[],
  store: (items: readonly T[]) => Promise<void>,
): Promise<Verdict[]> {
  if (items.length === 0) return []
  try {
    await store(items)
    return items.map(() => taken)
  } catch (error) {
    if (isUnavailable(error)) return items.map(() => ({ settle: 'later', cause: 'database' }))
    if (items.length === 1) {
      // Two transactions met over one person's live case: the second try sees the first's.
      if (sqlState(error) === uniqueViolation) return [{ settle: 'later', cause: 'conflict' }]
      // A fault that is not the row's may be ours: it is not taken for the message's.
      return isRowFault(error)
        ? [{ settle: 'quarantine', reason: 'row-refused' }]
        : [{ settle: 'later', cause: 'unexpected' }]
    }
    const verdicts: Verdict[] = []
    for (const item of items) verdicts.push(...(await storeTogether([item], store)))
    return verdicts
  }
}
