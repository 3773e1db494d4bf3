import { errorPlace } from '@unefois/service'
import type { DeskLog } from './app.ts'
import { limits } from './limits.ts'
import { type Loop, startLoop } from './loop.ts'
import { type TellDeps, tellActs } from './use-cases/tell-acts.ts'

class LogSilent extends Error {
  override readonly name = 'LogSilent'
  readonly code: string

  constructor(code: string) {
    super('the hub’s log took no act')
    this.code = code
  }
}

/**
 * Tells the hub's log what this desk did, for ever; slower and slower while it does not answer. By
 * a rhythm of its own, never woken by an act: whoever sends must not feel when a signal is taken.
 */
export function startTelling(deps: Omit<TellDeps, 'onRefused'>, log: DeskLog): Loop {
  const tell = tellActs({ ...deps, onRefused: (acts, code) => log('acts-refused', { acts, code }) })
  return startLoop({
    async turn() {
      for (;;) {
        const turn = await tell()
        if (turn.turn === 'failed') throw new LogSilent(turn.cause)
        if (turn.turn === 'idle') return limits.tellEveryMs
        log('acts-told', { acts: turn.acts })
      }
    },
    onError(error, delayMs) {
      const cause = error instanceof LogSilent ? error.code : errorPlace(error).errorCode
      log('acts-put-off', { cause, delayMs })
    },
    retryMs: limits.tellRetryMs,
    retryMsMax: limits.tellRetryMsMax,
  })
}
