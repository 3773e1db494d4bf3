interface Waiting<I, O> {
  readonly item: I
  readonly resolve: (outcome: O) => void
  readonly reject: (reason: unknown) => void
}

/** Thrown at `add` when the queue is full: the caller answers 503 and keeps memory bounded. */
export class QueueFullError extends Error {}

export interface GroupCommit<I, O> {
  add(item: I): Promise<O>
  /** How many items wait for the next transaction. */
  readonly waiting: number
  /** Resolves when nothing waits and nothing is in flight. */
  idle(): Promise<void>
}

/**
 * Commits whatever waits in one transaction, with no timer: while transactions run, arrivals queue,
 * and the next one takes them all. Up to `lanes` transactions run at once, because while Postgres
 * works on one this process would only wait.
 *
 * `flush` answers one outcome per item, in order; when it throws, every item of the group fails.
 */
export function createGroupCommit<I, O>(options: {
  flush: (items: readonly I[]) => Promise<readonly O[]>
  groupMax: number
  queueMax: number
  lanes: number
}): GroupCommit<I, O> {
  const queue: Waiting<I, O>[] = []
  const running = new Set<Promise<void>>()

  async function runLane(): Promise<void> {
    // One turn of the event loop lets requests that arrived together travel together.
    await new Promise(resolve => setImmediate(resolve))
    while (queue.length > 0) await commit(queue.splice(0, options.groupMax), options.flush)
  }
  function startLane(): void {
    const lane = runLane()
    running.add(lane)
    void lane.then(() => running.delete(lane))
  }

  return {
    add(item) {
      if (queue.length >= options.queueMax) return Promise.reject(new QueueFullError())
      return new Promise<O>((resolve, reject) => {
        queue.push({ item, resolve, reject })
        if (running.size < options.lanes) startLane()
      })
    },
    get waiting() {
      return queue.length
    },
    async idle() {
      while (running.size > 0) await Promise.all(running)
    },
  }
}

async function commit<I, O>(
  group: readonly Waiting<I, O>[],
  flush: (items: readonly I[]) => Promise<readonly O[]>,
): Promise<void> {
  try {
    const outcomes = await flush(group.map(waiting => waiting.item))
    group.forEach((waiting, index) => {
      const outcome = outcomes[index]
      if (outcome === undefined) waiting.reject(new Error('a flush must answer every item'))
      else waiting.resolve(outcome)
    })
  } catch (error) {
    for (const waiting of group) waiting.reject(error)
  }
}
