import type { Log } from '@unefois/events'
import { type Clock, errorPlace } from '@unefois/service'
import type { AuditDeps } from './deps.ts'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import { findLastPublished } from './repositories/log-checkpoints.ts'
import { getState } from './repositories/log-tree.ts'
import { checkAnchor } from './use-cases/check-anchor.ts'
import { numberLeaves } from './use-cases/number-leaves.ts'
import { signCheckpoints } from './use-cases/sign-checkpoints.ts'

/** The log's one writer. */
export interface Sequencer {
  /** Numbers and signs all that has committed, and publishes when it is time. Never throws. */
  turn(): Promise<void>
  close(): Promise<void>
}

/** What the writer does in one turn; two at once would only wait for each other. */
export function planSequence(deps: AuditDeps, log: Log<typeof events>): () => Promise<void> {
  const number = numberLeaves(deps)
  const sign = signCheckpoints(deps)
  const isAnchored = checkAnchor(deps)
  let state: 'unchecked' | 'open' | 'behind' = 'unchecked'
  return async () => {
    if (state === 'unchecked') {
      state = (await isAnchored()) ? 'open' : 'behind'
      if (state === 'behind') log('log-behind-checkpoint')
      else await sign()
    }
    if (state === 'behind') return
    for (;;) {
      // Also while more waits than one batch takes: a flood of acts puts off no publication.
      const publish = await isTimeToPublish(deps)
      const done = await number({ publish })
      await sign()
      if (done.isPublished) log('checkpoint-published', { size: done.size })
      const isDrained = done.leaves < limits.leavesPerBatchMax
      if (isDrained && (publish || !(await isTimeToPublish(deps)))) break
    }
  }
}

/** Once in each period of the hub's clock, when the tree has grown since. */
async function isTimeToPublish({ sql, nowMs }: Pick<AuditDeps, 'sql' | 'nowMs'>): Promise<boolean> {
  const last = await findLastPublished(sql)
  if (last === undefined) return (await getState(sql)).size > 0
  const periodOf = (ms: number) => Math.floor(ms / limits.publishEveryMs)
  if (periodOf(nowMs()) <= periodOf(last.publishedAt.getTime())) return false
  return (await getState(sql)).size > last.size
}

/** Takes turns for as long as the process lives, and before a moved clock shows. */
export function startSequencer(deps: AuditDeps, clock: Clock, log: Log<typeof events>): Sequencer {
  const sequence = planSequence(deps, log)
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  function turn(): Promise<void> {
    running ??= sequence()
      .catch(error => log('log-failed', { ...errorPlace(error) }))
      .finally(() => {
        running = undefined
      })
    return running
  }
  function takeNext(): void {
    if (isClosed) return
    timer = setTimeout(() => void turn().then(takeNext), limits.sequenceEveryMs)
  }
  clock.onChange(turn)
  void turn().then(takeNext)
  return {
    turn,
    async close() {
      isClosed = true
      clearTimeout(timer)
      await turn()
    },
  }
}
