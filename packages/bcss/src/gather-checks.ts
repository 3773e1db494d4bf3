import { BcssUnavailableError } from './errors.ts'
import { limits } from './limits.ts'

interface Waiting<C> {
  readonly check: C
  readonly answer: (passes: boolean) => void
  readonly fail: (error: unknown) => void
}

/**
 * Lets checks that arrive at once share a call, without a timer: a check alone leaves at once,
 * others gather while calls are under way. A call that fails fails all of its checks.
 *
 * @param ask answers one boolean for each check, in order.
 */
export function gatherChecks<C>(
  ask: (checks: readonly C[]) => Promise<readonly boolean[]>,
): (check: C) => Promise<boolean> {
  const waiting: Waiting<C>[] = []
  let calls = 0

  function leave(): void {
    while (calls < limits.callsMax && waiting.length > 0) {
      calls += 1
      void call(waiting.splice(0, limits.checksPerCallMax))
    }
  }

  async function call(group: readonly Waiting<C>[]): Promise<void> {
    try {
      const answers = await ask(group.map(each => each.check))
      // What has no answer of its own did not pass.
      for (const [index, each] of group.entries()) each.answer(answers[index] === true)
    } catch (error) {
      for (const each of group) each.fail(error)
    } finally {
      calls -= 1
      leave()
    }
  }

  return check => {
    if (waiting.length >= limits.waitingChecksMax) {
      return Promise.reject(new BcssUnavailableError('too-many'))
    }
    return new Promise((answer, fail) => {
      waiting.push({ check, answer, fail })
      // Whatever else arrives in this turn of the loop goes with it.
      if (waiting.length === 1) setImmediate(leave)
    })
  }
}
