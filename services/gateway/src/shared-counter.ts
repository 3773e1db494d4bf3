/** One count that several gateways share. */
export interface Counted {
  readonly key: string
  readonly count: number
}

export interface SharedCounter {
  /** What is known of a count: the others' as of the last flush, and all of one's own. */
  read(key: string): number
  /** Adds to a count, or takes back what turned out not to be. */
  add(key: string, change: number): void
  /** Forgets every count whose key does not pass; nothing that still has to be sent is lost. */
  keep(isWanted: (key: string) => boolean): void
  flush(): Promise<void>
}

/**
 * Counts in memory and adds to the database when flushed, learning the others' totals from the same
 * statement: the path that counts pays nothing. Several gateways may overrun a limit by what they
 * count between two flushes, and a killed one forgets as much (decision: soft quotas).
 *
 * @param send adds the changes, which come sorted by key, and answers the new totals.
 */
export function createSharedCounter(
  send: (changes: readonly Counted[]) => Promise<readonly Counted[]>,
  onFault: () => void,
): SharedCounter {
  const known = new Map<string, number>()
  let pending = new Map<string, number>()
  let sending: ReadonlyMap<string, number> = new Map()
  let running = Promise.resolve()

  async function sendPending(): Promise<void> {
    if (pending.size === 0) return
    sending = pending
    pending = new Map()
    const changes = [...sending].sort(([a], [b]) => (a < b ? -1 : 1))
    try {
      const totals = await send(changes.map(([key, count]) => ({ key, count })))
      for (const { key, count } of totals) known.set(key, count)
    } catch {
      for (const [key, count] of sending) pending.set(key, count + (pending.get(key) ?? 0))
      onFault()
    } finally {
      sending = new Map()
    }
  }
  return {
    read: key => (known.get(key) ?? 0) + (sending.get(key) ?? 0) + (pending.get(key) ?? 0),
    add: (key, change) => void pending.set(key, change + (pending.get(key) ?? 0)),
    keep(isWanted) {
      for (const key of known.keys()) if (!isWanted(key)) known.delete(key)
    },
    flush() {
      running = running.then(sendPending)
      return running
    },
  }
}
