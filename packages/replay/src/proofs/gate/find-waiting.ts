/** A session that waits for a lock, and those it waits for: who holds it, and who is before it. */
export interface Waiter {
  readonly pid: number
  readonly role: string
  readonly blockers: readonly number[]
}

/** The roles of all that wait for a session, also through others that wait for it. */
export function findWaitingFor(pid: number, waiters: readonly Waiter[]): Set<string> {
  const behind = new Set([pid])
  const roles = new Set<string>()
  for (let grown = true; grown; ) {
    grown = false
    for (const waiter of waiters) {
      if (behind.has(waiter.pid) || !waiter.blockers.some(each => behind.has(each))) continue
      behind.add(waiter.pid)
      roles.add(waiter.role)
      grown = true
    }
  }
  return roles
}
