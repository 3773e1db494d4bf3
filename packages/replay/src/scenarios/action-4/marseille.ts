import { adviserAt, type DeskAdviser } from '../../actors/desk-adviser.ts'
import { senderAs } from '../../actors/sender.ts'
import { addDays, dayOf } from '../../dates.ts'
import type { Stage } from '../../stage.ts'
import type { SyntheticPerson } from '../../synthetic-people.ts'

const collector = 'mission-locale-marseille'
const agentClient = `${collector}-adviser`
const agent = 'agt_ml13counter01'
const atCpam = { right: 'fr.cpam.c2s', agency: 'cpam-13' }
const atCaf = { right: 'fr.caf.prime-activite', agency: 'caf-13' }
const documentDays = 8

/** The French half: two rights signalled with the person's agreement. Answers the signals' ids. */
export async function playMarseille(stage: Stage): Promise<{ cover: string; benefit: string }> {
  const person = stage.person('fr-nir')
  stage.narrate(
    `MARSEILLE. ${person.name} is at the mission locale about a job. She mentions that she pays ` +
      'for all her care herself, and that she works part-time.',
  )
  const agreement = await recordAgreement(stage, person)
  const cover = await send(stage, person, { right: atCpam.right, agreement, to: 'CPAM' })
  const benefit = await send(stage, person, { right: atCaf.right, agreement, to: 'CAF' })
  const cpam = adviserAt(stage, atCpam.agency)
  await beginAtCpam(stage, cpam, cover)
  await handleAtCaf(stage, adviserAt(stage, atCaf.agency), benefit)
  await endAtCpam(stage, cpam, cover)
  await learnClasses(stage, { cover, benefit })
  return { cover, benefit }
}

async function recordAgreement(stage: Stage, { name, subject }: SyntheticPerson): Promise<string> {
  const recorded = await stage.as(agentClient, 'consent').post(
    '/v1/person-agreements',
    {
      subject,
      rights: [atCpam.right, atCaf.right],
      recipients: [atCpam.agency, atCaf.agency],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent,
    },
    'urn:unefois:contracts:person-agreement-recorded.v1',
  )
  stage.pass('person-agreement-recorded', { agency: collector })
  stage.narrate(
    'The agent thinks of two rights that other agencies award: complementary health cover ' +
      `(CPAM) and the in-work benefit (CAF). ${name} is present and agrees that both be told. ` +
      'Her agreement is recorded: which rights, to whom, until when.',
  )
  return recorded.id
}

async function send(
  stage: Stage,
  { subject }: SyntheticPerson,
  about: { right: string; agreement: string; to: string },
): Promise<string> {
  const sent = await senderAs(stage, agentClient).send({
    subject,
    right: about.right,
    observedOn: stage.today(),
    territory: 'fr-13',
    personAgreement: about.agreement,
    trigger: 'front-desk-contact',
    agent,
  })
  stage.pass('signal-sent', { right: about.right, agency: collector })
  stage.narrate(
    `A signal leaves for the ${about.to}: the right, the day, how it was noticed, and her number ` +
      `under a seal that only the ${about.to} can open. The hub answers: sent.`,
  )
  return sent.id
}

async function beginAtCpam(stage: Stage, adviser: DeskAdviser, id: string): Promise<void> {
  await adviser.receive(id)
  stage.pass('case-received', atCpam)
  stage.narrate(
    'The CPAM’s desk has it: it asked the hub a last time whether it may open the seal, opened ' +
      'it and stored the case. The hub has destroyed the key and its own copy.',
  )
  await adviser.claim(id)
  stage.pass('case-claimed', atCpam)
  await adviser.giveNotice(id, { channel: 'post', language: 'fr' })
  stage.pass('notice-given', atCpam)
  await adviser.contact(id, { channel: 'telephone', result: 'reached' })
  stage.pass('person-contacted', atCpam)
  stage.narrate(
    'An adviser of the CPAM claims the case, gives the notice of her rights (access, correction, ' +
      'objection) by letter, then telephones and reaches her.',
  )
  const resumeOn = dayOf(addDays(stage.now(), documentDays))
  await adviser.hold(id, { reason: 'awaiting-document', resumeOn })
  stage.pass('case-on-hold', atCpam)
  stage.narrate(`A payslip is missing: the case waits until ${resumeOn}.`)
}

async function handleAtCaf(stage: Stage, adviser: DeskAdviser, id: string): Promise<void> {
  await adviser.receive(id)
  stage.pass('case-received', atCaf)
  await adviser.claim(id)
  stage.pass('case-claimed', atCaf)
  await adviser.giveNotice(id, { channel: 'e-mail', language: 'fr' })
  stage.pass('notice-given', atCaf)
  await adviser.contact(id, { channel: 'telephone', result: 'reached' })
  stage.pass('person-contacted', atCaf)
  await adviser.close(id, { outcomes: ['already-held'], levels: ['rights'] })
  stage.pass('case-closed', atCaf)
  stage.narrate(
    'Meanwhile the CAF has received, opened and claimed the other one, told her of her rights ' +
      'and reached her. She has drawn the benefit since last month. Closed: already held.',
  )
}

async function endAtCpam(stage: Stage, adviser: DeskAdviser, id: string): Promise<void> {
  await stage.letDaysPass(documentDays)
  await adviser.resume(id)
  stage.pass('case-resumed', atCpam)
  await adviser.close(id, {
    outcomes: ['claim-filed', 'right-opened'],
    levels: ['rights', 'orientation'],
  })
  stage.pass('case-closed', atCpam)
  stage.narrate(
    `(The hub’s clock is moved: ${documentDays} days pass.) The payslip is there; the same ` +
      'adviser resumes the case and files the claim with her. Closed with two outcomes: claim ' +
      'filed, right opened.',
  )
}

async function learnClasses(stage: Stage, ids: { cover: string; benefit: string }): Promise<void> {
  const missionLocale = senderAs(stage, agentClient)
  await missionLocale.waitToSee(ids.cover, 'closed-acted')
  await missionLocale.waitToSee(ids.benefit, 'closed-not-acted')
  const cover = inWords(await missionLocale.learned([ids.cover]))
  const benefit = inWords(await missionLocale.learned([ids.benefit]))
  stage.pass('classes-learned', { agency: collector })
  stage.narrate(
    'The mission locale learns what she agreed that it may, in classes and never in detail. ' +
      `Health cover: ${cover}. Benefit: ${benefit}.`,
  )
}

function inWords(classes: readonly string[]): string {
  const words: Record<string, string> = {
    received: 'received',
    'taken-charge': 'taken charge of',
    'closed-acted': 'closed, something was done',
    'closed-not-acted': 'closed, nothing to do',
  }
  return classes.map(each => words[each] ?? each).join(', ')
}
