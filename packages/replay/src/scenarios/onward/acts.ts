import { MoveRefused } from '../../actors/actor.ts'
import { adviserAt } from '../../actors/desk-adviser.ts'
import { senderAs } from '../../actors/sender.ts'
import { advisersAtOnce, objectorsAtOnce } from '../../limits.ts'
import { mapAtMost } from '../../map-at-most.ts'
import type { Stage } from '../../stage.ts'
import { collector, cpam, firstRight, type Group, groups } from './story.ts'

const agent = 'agt_ml13counter01'
const client = `${collector}-adviser`

/** A signal about one person, and what they agreed to. */
export interface Signalled {
  readonly id: string
  readonly group: Group
}

/** The same at the CPAM, with the last day that its case may be kept. */
export interface Received extends Signalled {
  readonly expiresOn: string
}

/** What the CPAM did: sent on as another signal, or refused by the hub. */
export interface SentOn extends Received {
  readonly child: string | undefined
}

/** Each person agrees, to named agencies, before the mission locale tells the CPAM. */
export async function signalPeople(stage: Stage): Promise<Signalled[]> {
  const places = groups.flatMap(group => Array.from({ length: group.people }, () => group))
  const people = places.map(group => ({ group, subject: stage.person('fr-nir').subject }))
  const agreed: { group: Group; subject: (typeof people)[number]['subject']; pag: string }[] = []
  await mapAtMost(objectorsAtOnce, people, async ({ group, subject }) => {
    const body = {
      subject,
      rights: [firstRight, ...group.named.map(next => next.right)],
      recipients: [cpam, ...group.named.map(next => next.receiver)],
      obtainedOn: stage.today(),
      channel: 'in-person',
      agent,
    }
    const contract = 'urn:unefois:contracts:person-agreement-recorded.v1'
    const { id } = await stage.as(client, 'consent').post('/v1/person-agreements', body, contract)
    agreed.push({ group, subject, pag: id })
  })
  stage.pass('agreements-recorded', { agency: collector })
  const signalled: Signalled[] = []
  await mapAtMost(advisersAtOnce, agreed, async ({ group, subject, pag }) => {
    const { id } = await senderAs(stage, client).send({
      subject,
      right: firstRight,
      observedOn: stage.today(),
      territory: 'fr-13',
      personAgreement: pag,
      agent,
    })
    signalled.push({ id, group })
  })
  stage.pass('signals-sent', { right: firstRight, agency: collector })
  return signalled
}

/** The CPAM takes each person’s rights to stock. */
export async function receiveAtCpam(
  stage: Stage,
  signalled: readonly Signalled[],
): Promise<Received[]> {
  const adviser = adviserAt(stage, cpam)
  const received: Received[] = []
  await mapAtMost(advisersAtOnce, signalled, async each => {
    const { expiresOn } = await adviser.receive(each.id)
    await adviser.claim(each.id)
    await adviser.giveNotice(each.id, { channel: 'appointment', language: 'fr' })
    received.push({ ...each, expiresOn })
  })
  stage.pass('rights-taken-stock-of', { right: firstRight, agency: cpam })
  stage.narrate('The CPAM’s advisers take stock with each of them of all that they may claim.')
  return received
}

/** Sends each signal on to whom it would help; the hub asks what the person agreed to. */
export async function orient(stage: Stage, received: readonly Received[]): Promise<SentOn[]> {
  const sentOn: SentOn[] = []
  await mapAtMost(advisersAtOnce, received, async each => {
    const { right } = each.group.towards
    const adviser = adviserAt(stage, cpam)
    await adviser.receive(each.id)
    try {
      const child = await adviser.sendOn(each.id, { right, territory: 'fr-13' })
      sentOn.push({ ...each, child })
    } catch (error) {
      if (!(error instanceof MoveRefused && error.code === 'case-child-refused')) throw error
      await adviser.close(each.id, { outcomes: ['already-held'], levels: ['orientation'] })
      sentOn.push({ ...each, child: undefined })
    }
  })
  stage.pass('signals-sent-on', { agency: cpam })
  const refused = sentOn.filter(each => each.child === undefined).length
  stage.narrate(
    `${sentOn.length - refused} signals go on to the CAF and the Carsat, each under a seal. ` +
      `${refused} do not: the person had not named that agency, and the hub refuses.`,
  )
  return sentOn
}

/** The next agency receives what was sent on, and opens the right. */
export async function closeAll(stage: Stage, sentOn: readonly SentOn[]): Promise<void> {
  await mapAtMost(advisersAtOnce, sentOn, async ({ child, group }) => {
    if (child === undefined) return
    const adviser = adviserAt(stage, group.towards.receiver)
    await adviser.receive(child)
    await adviser.claim(child)
    await adviser.giveNotice(child, { channel: 'telephone', language: 'fr' })
    await adviser.close(child, { outcomes: ['right-opened'], levels: ['rights'] })
  })
  stage.pass('cases-closed')
  stage.narrate('Each case keeps the clock of the first signal: no day is added by sending it on.')
}
