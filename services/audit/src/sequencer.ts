import type { Log } from '@unefois/events'
import { alone, type Clock, errorPlace } from '@unefois/service'
import type { AuditDeps } from './deps.ts'
import type { events } from './events.ts'
import { limits } from './limits.ts'
import { readAnchor } from './read-anchor.ts'
import { type LogLook, lookAtLog } from './repositories/log-look.ts'
import { numberLeaves } from './use-cases/number-leaves.ts'
import { openLog } from './use-cases/open-log.ts'
import { signCheckpoints } from './use-cases/sign-checkpoints.ts'

/** The log's one writer. */
export interface Sequencer {
  /** Ends once all that had committed is numbered and signed. */
  close(): Promise<void>
}

/**
 * What the writer does in one turn; two at once would only wait for each other. A turn numbers what
 * had committed when it began; what comes meanwhile waits for the next. Without the rest between
 * them a turn of a busy hub never ended, and each of its small batches cost as much as a large one.
 */
export function planSequence(deps: AuditDeps, log: Log<typeof events>): () => Promise<void> {
  const number = numberLeaves(deps)
  const sign = signCheckpoints(deps)
  const open = openLog(deps)
  let state: 'unchecked' | 'open' | 'behind' = 'unchecked'
  const stop = () => {
    state = 'behind'
    log('log-behind-checkpoint')
  }
  return async () => {
    if (state === 'unchecked') {
      const opened = await open()
      if (opened === 'behind') return stop()
      if (opened === 'begun') {
        log('log-begun-anew')
        // Its first act is under its first checkpoint, however much waits.
        while ((await number({ publish: false })).leaves > 0);
      }
      if ((await sign()) === 'behind') return stop()
      state = 'open'
    }
    let last: number | undefined
    while (state === 'open') {
      const published = publishedSize(deps)
      const look = await lookAtLog(deps.sql)
      // The database may have fallen back to an older one: nothing is numbered over that either.
      if (look.size < published) return stop()
      const publish = isTimeToPublish(look, deps.nowMs())
      last ??= look.waiting?.last ?? 0
      const isWaiting = look.waiting !== undefined && look.waiting.first <= last
      // Also while more waits than one batch takes: a flood of acts puts off no publication.
      if (isWaiting || publish) {
        const { size } = await number({ publish })
        if ((await sign()) === 'behind') return stop()
        if (publish) log('checkpoint-published', { size })
      } else if (!look.isUnsigned) return
      else if ((await sign()) === 'behind') return stop()
    }
  }
}

/** How many leaves of this log were published, as it is written outside the database. */
function publishedSize({ anchor, logKey }: AuditDeps): number {
  const published = readAnchor(anchor)
  return published?.origin === logKey.verifier.name ? published.size : 0
}

/** Once in each period of the hub's clock, whatever happened in it; first when there is an act. */
function isTimeToPublish({ isDirectoryWaiting, published, size }: LogLook, nowMs: number): boolean {
  if (published === undefined) return size > 0 || isDirectoryWaiting
  const periodOf = (ms: number) => Math.floor(ms / limits.publishEveryMs)
  return periodOf(nowMs) > periodOf(published.at.getTime())
}

/** Takes turns for as long as the process lives, and before a moved clock shows. */
export function startSequencer(deps: AuditDeps, clock: Clock, log: Log<typeof events>): Sequencer {
  const sequence = planSequence(deps, log)
  let timer: NodeJS.Timeout | undefined
  let isClosed = false
  const turn = alone(() => sequence().catch(error => log('log-failed', { ...errorPlace(error) })))
  /** A turn under way may have begun before what must be numbered now had committed. */
  const takeAll = () => turn().then(turn)
  function takeNext(): void {
    if (isClosed) return
    timer = setTimeout(() => void turn().then(takeNext), limits.sequenceEveryMs)
  }
  clock.onChange(takeAll)
  void turn().then(takeNext)
  return {
    async close() {
      isClosed = true
      clearTimeout(timer)
      await takeAll()
    },
  }
}
