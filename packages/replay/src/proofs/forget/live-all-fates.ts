import type { Counts } from '../../counts/counts.ts'
import { action4 } from '../../scenarios/action-4/scenario.ts'
import type { Stage } from '../../stage.ts'
import { sendClumsyLines } from '../canary/clumsy-lines.ts'
import type { Secrets } from '../canary/secrets.ts'
import { speakForPersons } from '../canary/speak-for-persons.ts'
import {
  answerSomebody,
  closeAs,
  erasing,
  sendUnreceived,
  stopOnTheWay,
  withdrawAgreement,
} from './fates.ts'
import { lookForSomebody } from './look-for-somebody.ts'

/** Everything that can become of a signal and of what a person says; answers how many of each. */
export async function liveAllFates(
  stage: Stage,
  secrets: Secrets,
  counts: Counts,
): Promise<Record<string, number>> {
  await action4.play(stage)
  stage.narrate('Then every other fate: erasing outcomes, objections, withdrawals, a batch…')
  await speakForPersons(stage, secrets)
  await sendClumsyLines(stage.hub, secrets, scheme => stage.person(scheme))
  stage.narrate(`Three cases are closed by ${erasing.join(', ')}.`)
  for (const outcome of erasing) await closeAs(stage, outcome)
  stage.narrate('Two objections and two withdrawals: the desk has the case, or is away.')
  const ended = await stopOnTheWay(stage, counts)
  stage.narrate('A person asks what was done about them, and is answered; a desk is asked, too.')
  const answered = await answerSomebody(stage)
  stage.narrate('A person takes an agreement back; five signals go to an agency without a desk.')
  await withdrawAgreement(stage)
  const unreceived = await sendUnreceived(stage)
  stage.narrate('The hub’s officers look for somebody, and record a breach.')
  const sought = await lookForSomebody(stage)
  return { erasingOutcomes: erasing.length, unreceived, answered, ...sought, ...ended }
}
