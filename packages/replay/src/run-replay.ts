import { type ReplayResult, validatorFor } from '@unefois/contracts'
import type { Hub, Say } from '@unefois/local'
import { openCounts } from './counts/counts.ts'
import { type FaultName, loseNothing, loseOutcomes } from './faults.ts'
import { findDifferences, judgeReplay, withEveryOutcome } from './result.ts'
import type { Scenario } from './scenario.ts'
import { setStage } from './stage.ts'

/**
 * Plays a scenario on a running hub, reads its figures over HTTP and by SQL, and judges them. What
 * does not agree is said line by line.
 */
export async function runReplay(
  hub: Hub,
  scenario: Scenario,
  options: { seed: number; fault: FaultName | undefined; say: Say },
): Promise<ReplayResult> {
  const { seed, fault, say } = options
  const counts = openCounts(hub)
  const faultyDesk = fault === undefined ? undefined : scenario.desks.at(-1)
  try {
    if (faultyDesk !== undefined) {
      say(`FAULT: every hundredth closing that the desk of ${faultyDesk} reports will be lost.`)
      await loseOutcomes(counts, faultyDesk)
    }
    say(scenario.title)
    const stage = setStage(hub, { seed, say })
    const readings = await scenario.play(stage)
    const { expected } = scenario
    const read = {
      expected,
      figures: withEveryOutcome(expected, await readings.overHttp()),
      sql: withEveryOutcome(expected, await readings.inDatabases(counts)),
    }
    for (const difference of findDifferences(read)) say(`!! ${difference}`)
    const result = judgeReplay({
      ...read,
      replay: scenario.name,
      seed,
      expectedStates: scenario.states,
      states: stage.states,
    })
    if (!validatorFor('urn:unefois:contracts:replay-result.v1')(result)) {
      throw new Error('the result does not follow replay-result.v1')
    }
    return result
  } finally {
    if (faultyDesk !== undefined) await loseNothing(counts, faultyDesk)
    await counts.close()
  }
}
