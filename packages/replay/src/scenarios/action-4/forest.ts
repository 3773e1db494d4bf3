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
  const { name, subject } = stage.person('be-niss')
  stage.narrate(
    `FOREST. The CPAS helps ${name} with the rent. With such an income a person can probably ` +
      'have care reimbursed at the increased rate, which is for the mutuality to award.',
  )
  const sent = await senderAs(stage, sender).send({
    subject,
    right,
    observedOn: stage.today(),
    addressee: receiver,
    trigger: 'front-desk-contact',
    language: 'fr',
  })
  stage.pass('signal-sent', { right, agency: sender })
  stage.narrate(
    'The CPAS signals it under its duty to inform, by NISS. (The agreement, its deliberation, ' +
      '“route: dispensed” and the mutuality are FICTITIOUS.) The hub answers: sent.',
  )
  await handleAtMutuality(stage, sent.id)
  await lookAsCpas(stage, sent.id)
  return sent.id
}

async function handleAtMutuality(stage: Stage, id: string): Promise<void> {
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
  await adviser.close(id, {
    outcomes: ['right-opened', 'right-updated'],
    levels: ['rights', 'financial'],
  })
  stage.pass('case-closed', about)
  stage.narrate(
    'The mutuality’s desk receives and opens it; an adviser claims the case, gives the notice ' +
      'and meets the person. Closed: right opened from now on, and earlier care reimbursed anew.',
  )
}

async function lookAsCpas(stage: Stage, id: string): Promise<void> {
  const cpas = senderAs(stage, sender)
  await cpas.waitToSee(id, 'sent')
  stage.pass('sender-sees-sent', { right, agency: sender })
  stage.narrate(
    'And the CPAS? It sees “sent”. Without the person’s agreement nothing may tell it whether ' +
      'the person is known there, has objected, or draws the right.',
  )
  await stage.letDaysPass(daysUntilEnded)
  await cpas.waitToSee(id, 'ended')
  stage.pass('sender-sees-ended', { right, agency: sender })
  stage.narrate(
    `(${daysUntilEnded} days pass.) Now it sees “ended”, on the day that the agreement fixes for ` +
      'every signal alike.',
  )
}
