import { settleMsMax } from '../limits.ts'
import type { Figures } from '../result.ts'
import type { Stage } from '../stage.ts'
import { NotInTime, waitFor } from '../wait-for.ts'
import type { Period } from './count-hub.ts'
import { readHubFigures } from './read-figures.ts'

/**
 * Desks report to the hub when they can: waits until the hub's figures have come to `expected`, and
 * passes the state `hub-informed`. A report that never comes is no error here: the figures, read
 * next, will show it.
 */
export async function settleHub(stage: Stage, period: Period, expected: Figures): Promise<void> {
  const names = Object.keys(expected)
  try {
    await waitFor(
      'the hub is informed',
      () => readHubFigures(stage, period),
      figures => names.every(name => figures[name] === expected[name]),
      settleMsMax,
    )
  } catch (error) {
    if (!(error instanceof NotInTime)) throw error
    stage.narrate('!! The hub has not been told of everything that the desks did.')
    return
  }
  stage.pass('hub-informed')
}
