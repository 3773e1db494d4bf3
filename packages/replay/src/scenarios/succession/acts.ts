import type { Signal } from '@unefois/contracts'
import { type Scheme, seededRandom, syntheticNir, syntheticNiss } from '@unefois/identifiers'
import { adviserAt } from '../../actors/desk-adviser.ts'
import { lodgeObjection } from '../../actors/objector.ts'
import { senderAs } from '../../actors/sender.ts'
import { advisersAtOnce } from '../../limits.ts'
import { mapAtMost } from '../../map-at-most.ts'
import type { Stage } from '../../stage.ts'
import { waitFor } from '../../wait-for.ts'

type Subject = Signal['subject']

interface NumberOf {
  readonly scheme: Scheme
  readonly kind: 'nia' | 'nir' | 'bis' | 'nn'
  readonly called: string
}

/** A country's way of giving people a first and then a lasting number. */
export interface NumberFlow {
  readonly country: string
  readonly sender: string
  readonly receiver: string
  readonly right: string
  readonly about: Pick<Signal, 'addressee' | 'territory'>
  readonly former: NumberOf
  readonly current: NumberOf
}

/** The signals about one person whose number changed. */
export interface PlayedNumber {
  readonly flow: NumberFlow
  readonly ids: readonly string[]
  /** The one that was opened before anybody told the hub of the new number. */
  readonly openedFirst: string
}

/** Objects under the first number, is signalled under both; the register tells they are one. */
export async function playNumber(stage: Stage, flow: NumberFlow): Promise<PlayedNumber> {
  const random = seededRandom(stage.seed + (flow.former.scheme === 'fr-nir' ? 10 : 20))
  const former = draw(flow.former, random)
  const current = draw(flow.current, random)
  const about = { right: flow.right, agency: flow.receiver }
  const sender = senderAs(stage, flow.sender)
  const send = async (subject: Subject) => {
    const { right, about: where } = flow
    return (await sender.send({ subject, right, observedOn: stage.today(), ...where })).id
  }

  const { covers } = await lodgeObjection(stage, former)
  stage.pass('objection-lodged', about)
  stage.narrate(
    `${flow.country.toUpperCase()}. Somebody who has ${flow.former.called} objects. The receipt ` +
      `says what it covers: ${covers.replaceAll('-', ' ')}.`,
  )
  const ids = [await send(former), await send(current)]
  const openedFirst = ids[1] ?? ''
  stage.pass('signals-sent', about)
  const adviser = adviserAt(stage, flow.receiver)
  await adviser.receive(openedFirst)
  await adviser.claim(openedFirst)
  stage.pass('case-opened-under-the-new-number', about)
  stage.narrate(
    `They were given ${flow.current.called} since. Two signals, one under each: the first goes ` +
      'nowhere, the second is opened, because nobody has told the hub that the two are one.',
  )
  await stage
    .as('hub-number-register', 'consent')
    .post(
      '/v1/identifier-successions',
      { former, current },
      'urn:unefois:contracts:identifier-succession-recorded.v1',
    )
  stage.pass('succession-told', about)
  const desk = stage.as(`${flow.receiver}-adviser`, { desk: flow.receiver })
  await waitFor(
    `the desk of ${flow.receiver} erases`,
    () => desk.find(`/v1/cases/${openedFirst}`, 'urn:unefois:contracts:case.v2'),
    found => found === undefined,
  )
  stage.pass('case-erased', about)
  ids.push(await send(current))
  stage.pass('signal-sent-after', about)
  stage.narrate(
    'The register of numbers tells it in one call: the objection holds under both, the case is ' +
      'recalled and erased, and a third signal goes nowhere.',
  )
  return { flow, ids, openedFirst }
}

/** What the rest of the day holds: an agreement that follows its number, and everybody else. */
export async function withEverybodyElse(
  stage: Stage,
  parts: { flows: readonly NumberFlow[]; others: number; collector: string },
): Promise<{ agreed: string; others: readonly string[] }> {
  const [french] = parts.flows
  if (french === undefined) throw new Error('there is a French flow')
  const agreed = await followAgreement(stage, french, parts.collector)
  const others: { id: string; receiver: string }[] = []
  for (const flow of parts.flows) {
    for (let person = 0; person < parts.others; person += 1) {
      const { subject } = stage.person(flow.former.scheme)
      const { right, about, receiver } = flow
      const signal = { subject, right, observedOn: stage.today(), ...about }
      others.push({ id: (await senderAs(stage, flow.sender).send(signal)).id, receiver })
    }
  }
  await mapAtMost(advisersAtOnce, others, async ({ id, receiver }) => {
    const adviser = adviserAt(stage, receiver)
    await adviser.receive(id)
    await adviser.claim(id)
    await adviser.giveNotice(id, { channel: 'post', language: 'fr' })
    await adviser.close(id, { outcomes: ['right-opened'], levels: ['rights'] })
  })
  stage.pass('others-handled')
  stage.narrate(`${others.length} others, whose numbers stay, are told of their right as ever.`)
  return { agreed, others: others.map(each => each.id) }
}

/** A person agreed under the provisional number; the signal names the lasting one. */
async function followAgreement(stage: Stage, flow: NumberFlow, collector: string): Promise<string> {
  const random = seededRandom(stage.seed + 30)
  const former = draw(flow.former, random)
  const current = draw(flow.current, random)
  const body = {
    subject: former,
    rights: [flow.right],
    recipients: [flow.receiver],
    obtainedOn: stage.today(),
    channel: 'in-person',
    agent: 'agt_ml13counter01',
  }
  const contract = 'urn:unefois:contracts:person-agreement-recorded.v1'
  const { id } = await stage
    .as(`${collector}-adviser`, 'consent')
    .post('/v1/person-agreements', body, contract)
  await stage
    .as('hub-number-register', 'consent')
    .post(
      '/v1/identifier-successions',
      { former, current },
      'urn:unefois:contracts:identifier-succession-recorded.v1',
    )
  const sent = await senderAs(stage, `${collector}-adviser`).send({
    subject: current,
    right: flow.right,
    observedOn: stage.today(),
    personAgreement: id,
    agent: 'agt_ml13counter01',
    ...flow.about,
  })
  await adviserAt(stage, flow.receiver).receive(sent.id)
  stage.pass('agreement-holds', { right: flow.right, agency: flow.receiver })
  stage.narrate(
    'Somebody else agreed under their provisional number: a signal under the lasting one may ' +
      'name that agreement, and arrives.',
  )
  return sent.id
}

function draw({ kind }: NumberOf, random: () => number): Subject {
  switch (kind) {
    case 'nia':
    case 'nir':
      return subjectOf(syntheticNir(random, { kind }))
    case 'bis':
    case 'nn':
      return subjectOf(syntheticNiss(random, { kind }))
  }
}

function subjectOf({ scheme, value }: { scheme: Scheme; value: string }): Subject {
  return { scheme, value }
}
