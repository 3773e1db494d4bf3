import { adviserAt } from '../../actors/desk-adviser.ts'
import { senderAs } from '../../actors/sender.ts'
import { addDays, dayOf } from '../../dates.ts'
import type { Stage } from '../../stage.ts'
import type { SyntheticPerson } from '../../synthetic-people.ts'

const collector = 'mission-locale-marseille'
const agentClient = `${collector}-adviser`
const cover = 'fr.cpam.c2s'
const benefit = 'fr.caf.prime-activite'
const documentDays = 8

/** The French half: two rights signalled with the person's agreement. Answers the signals' ids. */
export async function playMarseille(stage: Stage): Promise<{ cover: string; benefit: string }> {
  const person = stage.person('fr-nir')
  stage.narrate(`MARSEILLE. ${person.name} is at the mission locale about a job. She mentions that`)
  stage.narrate('she pays for all her care herself, and that she works part-time.')
  const agreement = await recordAgreement(stage, person)
  const ids = {
    cover: await send(stage, person, {
      right: cover,
      agreement,
      to: 'the CPAM',
      agency: 'cpam-13',
    }),
    benefit: await send(stage, person, {
      right: benefit,
      agreement,
      to: 'the CAF',
      agency: 'caf-13',
    }),
  }
  await cpamBegins(stage, ids.cover)
  await cafFinds(stage, ids.benefit)
  await cpamEnds(stage, ids.cover)
  await missionLocaleLearns(stage, ids)
  return ids
}

async function recordAgreement(stage: Stage, person: SyntheticPerson): Promise<string> {
  const recorded = await stage.as(agentClient, 'consent').post(
    '/v1/person-agreements',
    {
      subject: person.subject,
      rights: [cover, benefit],
      recipients: ['cpam-13', 'caf-13'],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent: 'agt_ml13counter01',
    },
    'urn:unefois:contracts:person-agreement-recorded.v1',
  )
  stage.pass('person-agreement-recorded', { agency: collector })
  stage.narrate('The agent thinks of two rights that other agencies award: complementary health')
  stage.narrate(
    `cover (CPAM) and the in-work benefit (CAF). ${person.name} is present and agrees that`,
  )
  stage.narrate('both be told. Her agreement is recorded: which rights, to whom, until when.')
  return recorded.id
}

async function send(
  stage: Stage,
  person: SyntheticPerson,
  about: { right: string; agreement: string; to: string; agency: string },
): Promise<string> {
  const sent = await senderAs(stage, agentClient).send({
    subject: person.subject,
    right: about.right,
    observedOn: stage.today(),
    territory: 'fr-13',
    personAgreement: about.agreement,
    trigger: 'front-desk-contact',
    agent: 'agt_ml13counter01',
  })
  stage.pass('signal-sent', { right: about.right, agency: collector })
  stage.narrate(
    `A signal leaves for ${about.to}: the right, the day, and her number under a seal that`,
  )
  stage.narrate(`only ${about.to} can open. Nothing else travels. The hub answers: sent.`)
  return sent.id
}

async function cpamBegins(stage: Stage, id: string): Promise<void> {
  const adviser = adviserAt(stage, 'cpam-13')
  const about = { right: cover, agency: 'cpam-13' }
  await adviser.receive(id)
  stage.pass('case-received', about)
  stage.narrate(
    'The CPAM’s desk has it: it asked the hub a last time whether it may open the seal,',
  )
  stage.narrate('opened it and stored the case. The hub has destroyed the key and its own copy.')
  await adviser.claim(id)
  stage.pass('case-claimed', about)
  await adviser.giveNotice(id, { channel: 'post', language: 'fr' })
  stage.pass('notice-given', about)
  await adviser.contact(id, { channel: 'telephone', result: 'reached' })
  stage.pass('person-contacted', about)
  stage.narrate('An adviser of the CPAM claims the case, gives the notice of her rights (access,')
  stage.narrate('correction, objection) by letter, then telephones and reaches her.')
  const resumeOn = dayOf(addDays(stage.now(), documentDays))
  await adviser.hold(id, { reason: 'awaiting-document', resumeOn })
  stage.pass('case-on-hold', about)
  stage.narrate(`A payslip is missing: the case waits until ${resumeOn}.`)
}

async function cafFinds(stage: Stage, id: string): Promise<void> {
  const adviser = adviserAt(stage, 'caf-13')
  const about = { right: benefit, agency: 'caf-13' }
  await adviser.receive(id)
  stage.pass('case-received', about)
  await adviser.claim(id)
  stage.pass('case-claimed', about)
  await adviser.giveNotice(id, { channel: 'e-mail', language: 'fr' })
  stage.pass('notice-given', about)
  await adviser.contact(id, { channel: 'telephone', result: 'reached' })
  stage.pass('person-contacted', about)
  await adviser.close(id, { outcomes: ['already-held'], levels: ['rights'] })
  stage.pass('case-closed', about)
  stage.narrate('Meanwhile the CAF has received, opened and claimed the other one, told her of her')
  stage.narrate(
    'rights and reached her. She has drawn the benefit since last month: closed, already held.',
  )
}

async function cpamEnds(stage: Stage, id: string): Promise<void> {
  const adviser = adviserAt(stage, 'cpam-13')
  const about = { right: cover, agency: 'cpam-13' }
  await stage.letDaysPass(documentDays)
  await adviser.resume(id)
  stage.pass('case-resumed', about)
  stage.narrate(
    `(The hub’s clock is moved: ${documentDays} days pass.) The payslip is there; the same`,
  )
  stage.narrate('adviser takes the case up again and fills in the claim with her.')
  await adviser.close(id, {
    outcomes: ['claim-filed', 'right-opened'],
    levels: ['rights', 'orientation'],
  })
  stage.pass('case-closed', about)
  stage.narrate('Closed with two outcomes: claim filed, right opened.')
}

async function missionLocaleLearns(
  stage: Stage,
  ids: { cover: string; benefit: string },
): Promise<void> {
  const agent = senderAs(stage, agentClient)
  await agent.waitToSee(ids.cover, 'closed-acted')
  await agent.waitToSee(ids.benefit, 'closed-not-acted')
  const learned = await agent.learned([ids.cover])
  stage.pass('classes-learned', { agency: collector })
  stage.narrate(
    `The mission locale may learn what she agreed to, in classes: ${inWords(learned)} for`,
  )
  stage.narrate('the health cover; closed without action for the benefit. Never the details.')
}

function inWords(classes: readonly string[]): string {
  const words: Record<string, string> = {
    received: 'received',
    'taken-charge': 'taken charge of',
    'closed-acted': 'closed with action',
  }
  return classes.map(each => words[each] ?? each).join(', ')
}
