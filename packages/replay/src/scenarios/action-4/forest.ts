import { adviserAt } from '../../actors/desk-adviser.ts'
import { senderAs } from '../../actors/sender.ts'
import type { Stage } from '../../stage.ts'

const sender = 'cpas-forest'
const receiver = 'mutualite-horizon'
const right = 'be.mutualite.intervention-majoree'
/** One more than `endedAfterDays` of the sample agreements. */
const daysUntilEnded = 91

/** The Belgian half: a duty to inform, by NISS. Answers the signal's id. */
export async function playForest(stage: Stage): Promise<string> {
  const person = stage.person('be-niss')
  stage.narrate(
    `FOREST. The CPAS helps ${person.name} with the rent. With such an income the person`,
  )
  stage.narrate(
    'can probably have the increased reimbursement of care, which the mutuality awards.',
  )
  const sent = await senderAs(stage, sender).send({
    subject: person.subject,
    right,
    observedOn: stage.today(),
    addressee: receiver,
    trigger: 'front-desk-contact',
    language: 'fr',
  })
  stage.pass('signal-sent', { right, agency: sender })
  stage.narrate(
    'The CPAS signals it under its duty to inform, by NISS. (Agreement, deliberation and',
  )
  stage.narrate('“route: dispensed” are FICTITIOUS, as is the mutuality.) The hub answers: sent.')
  await mutualityHandles(stage, sent.id)
  await cpasLooks(stage, sent.id)
  return sent.id
}

async function mutualityHandles(stage: Stage, id: string): Promise<void> {
  const adviser = adviserAt(stage, receiver)
  const about = { right, agency: receiver }
  await adviser.receive(id)
  stage.pass('case-received', about)
  await adviser.claim(id)
  stage.pass('case-claimed', about)
  await adviser.giveNotice(id, { channel: 'post', language: 'fr' })
  stage.pass('notice-given', about)
  await adviser.contact(id, { channel: 'appointment', result: 'reached' })
  stage.pass('person-contacted', about)
  stage.narrate('The mutuality’s desk receives and opens it; an adviser claims the case, gives the')
  stage.narrate('notice, and meets the person.')
  await adviser.close(id, {
    outcomes: ['right-opened', 'right-updated'],
    levels: ['rights', 'financial'],
  })
  stage.pass('case-closed', about)
  stage.narrate('Closed: right opened from now on, and last year’s care reimbursed anew.')
}

async function cpasLooks(stage: Stage, id: string): Promise<void> {
  const cpas = senderAs(stage, sender)
  await cpas.waitToSee(id, 'sent')
  stage.pass('sender-sees-sent', { right, agency: sender })
  stage.narrate(
    'What may the CPAS see? “sent”. The person gave it no agreement, so nothing tells it',
  )
  stage.narrate('whether the person is known there, objected, or draws the right.')
  await stage.letDaysPass(daysUntilEnded)
  await cpas.waitToSee(id, 'ended')
  stage.pass('sender-sees-ended', { right, agency: sender })
  stage.narrate(
    `(${daysUntilEnded} days pass.) Now “ended”, on the day that the agreement fixes for every`,
  )
  stage.narrate('signal alike.')
}
