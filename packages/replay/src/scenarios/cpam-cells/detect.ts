import type { Signal } from '@unefois/contracts'
import { sendBatch } from '../../actors/batch-sender.ts'
import { shuffle } from '../../campaigns/endings.ts'
import { objectorsAtOnce } from '../../limits.ts'
import { mapAtMost } from '../../map-at-most.ts'
import { inFigures, openProgress } from '../../progress.ts'
import type { Stage } from '../../stage.ts'
import { type Cells, cpam, right } from './shares.ts'

const agent = 'agt_cellscounter01'

/** Every place asks whom it notices, records that they agree, and signals them in one batch. */
export async function detect(stage: Stage, { channels }: Cells): Promise<number> {
  const people = channels.flatMap(({ sender, detection, people: count }) =>
    Array.from({ length: count }, () => ({ sender, detection, ...stage.person('fr-nir') })),
  )
  const agreed: { sender: string; signal: Signal }[] = []
  const progress = openProgress(stage.narrate, 'People say yes', people.length)
  await mapAtMost(objectorsAtOnce, people, async ({ sender, detection, subject }) => {
    const body = {
      subject,
      rights: [right],
      recipients: [cpam],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent,
    }
    const contract = 'urn:unefois:contracts:person-agreement-recorded.v1'
    const recorded = await stage.as(sender, 'consent').post('/v1/person-agreements', body, contract)
    const signal: Signal = {
      subject,
      right,
      observedOn: stage.today(),
      territory: 'fr-13',
      personAgreement: recorded.id,
      detection,
      agent,
    }
    agreed.push({ sender, signal })
    progress.reach(agreed.length)
  })
  stage.pass('agreements-recorded')
  stage.narrate(
    `${inFigures(people.length)} people are asked and agree: what the CPAM is told, by whom, and ` +
      'until when is recorded before anything is sent.',
  )
  for (const sender of new Set(channels.map(each => each.sender))) {
    const mine = agreed.filter(each => each.sender === sender).map(each => each.signal)
    if (mine.length > 0) await sendBatch(stage, sender, shuffle(mine, stage.seed))
  }
  stage.pass('signals-sent', { right, agency: cpam })
  return people.length
}
